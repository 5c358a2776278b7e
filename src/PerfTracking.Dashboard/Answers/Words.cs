using PerfTracking.Dashboard.Security;
using PerfTracking.Dashboard.Settings;
using PerfTracking.Pages;
using PerfTracking.Pages.Models;
using PerfTracking.Pages.Rendering;
using PerfTracking.Stores;

namespace PerfTracking.Dashboard.Answers;

/// <summary>Answers that are no page of the store: what was wrong, in words, with its status code.</summary>
internal sealed class Words(DashboardOptions options)
{
    /// <summary>Writes what was wrong.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">The status code of the answer.</param>
    /// <param name="text">What happened and what to do, in sentences.</param>
    public Task Write(HttpContext context, int status, string text) => Write(context, status, new MessageModel(TitleOf(status), text));

    /// <summary>Asks for the token.</summary>
    /// <param name="context">The request.</param>
    /// <param name="destination">The address that was asked for.</param>
    /// <param name="problem">What was wrong with the token that was given, or <see langword="null"/> where there was none.</param>
    public Task AskForToken(HttpContext context, string destination, string? problem)
    {
        const string text = "This dashboard shows its store to those who have its token. Start-PerfDashboard returns it as a part of StartUrl, unless somebody chose it.";
        var form = new SignInForm(options.BasePath + SignIn.Path, SignIn.NameField, SignIn.TokenField, SignIn.ReturnField, destination);
        return Write(context, StatusCodes.Status401Unauthorized, new MessageModel("Sign in", problem ?? text) { SignIn = form, IsProblem = problem is not null });
    }

    /// <summary>Answers with a page that asks for the same address once more, as one of our own.</summary>
    /// <param name="context">The request.</param>
    public Task AskAgain(HttpContext context) => Write(context, StatusCodes.Status200OK, new MessageModel("One moment", "Load this page again.") { AsksAgain = true, IsProblem = false });

    /// <summary>Writes what is the matter with the store.</summary>
    /// <param name="context">The request.</param>
    /// <param name="trouble">The trouble.</param>
    public Task Write(HttpContext context, PerfStoreException trouble)
    {
        int status = StatusOf(trouble.Failure);
        if (trouble.Failure == StoreFailure.Locked)
        {
            context.Response.Headers.RetryAfter = "2";
        }

        bool isChange = !HttpMethods.IsGet(context.Request.Method);
        return Write(context, status, new MessageModel(isChange ? "Nothing was changed" : "The store cannot be read", trouble.Message)
        {
            Advice = "A dashboard keeps to the store that it was started on. Start-PerfDashboard with -Store shows another one.",
            CanRetry = !isChange,
        });
    }

    /// <summary>Writes the answer to a request that nothing has answered so far.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">Its status code.</param>
    public Task WriteDefault(HttpContext context, int status) => Write(context, status, status switch
    {
        StatusCodes.Status404NotFound => "There is no such page.",
        StatusCodes.Status405MethodNotAllowed => "This address does not take such a request.",
        StatusCodes.Status413PayloadTooLarge => "What was sent is larger than anything this dashboard takes. Nothing was changed.",
        StatusCodes.Status415UnsupportedMediaType => "What was sent is not a form.",
        StatusCodes.Status429TooManyRequests => "Too much is asked for from this address. Wait a moment.",
        StatusCodes.Status500InternalServerError => "Something went wrong here, and nothing was changed. Where it was started by hand, the dashboard wrote more about it.",
        _ => "What was asked for cannot be understood.",
    });

    /// <summary>The page that a form was on, which the browser names; never one of another site.</summary>
    /// <param name="request">The request that the form made.</param>
    public string? PageOfForm(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out Uri? page)
        && string.Equals(page.Host, request.Host.Host, StringComparison.OrdinalIgnoreCase)
        && page.AbsolutePath.StartsWith(options.BasePath + "/", StringComparison.Ordinal)
        && !page.AbsolutePath.StartsWith("//", StringComparison.Ordinal)
            ? page.PathAndQuery
            : null;

    private static int StatusOf(StoreFailure failure) => failure switch
    {
        StoreFailure.ReadOnly => StatusCodes.Status403Forbidden,
        StoreFailure.Full => StatusCodes.Status507InsufficientStorage,
        _ => StatusCodes.Status503ServiceUnavailable,
    };

    private static string TitleOf(int status) => status switch
    {
        StatusCodes.Status403Forbidden => "Not allowed",
        StatusCodes.Status404NotFound => "Not found",
        StatusCodes.Status405MethodNotAllowed => "Not possible here",
        StatusCodes.Status409Conflict => "Somebody was faster",
        StatusCodes.Status413PayloadTooLarge => "Too large",
        StatusCodes.Status421MisdirectedRequest => "Not this host",
        StatusCodes.Status429TooManyRequests => "Too many requests",
        >= StatusCodes.Status500InternalServerError => "Something went wrong",
        _ => "Not understood",
    };

    private Task Write(HttpContext context, int status, MessageModel message)
    {
        context.Response.StatusCode = status;
        message = message with { Back = HttpMethods.IsPost(context.Request.Method) ? PageOfForm(context.Request) : null };

        // A script wants the words alone.
        return IsForScript(context.Request)
            ? context.Response.WriteAsync(message.Text, context.RequestAborted)
            : Html.Write(context, PageRenderer.RenderAsync(message, new PageChrome { BasePath = options.BasePath }));
    }

    private static bool IsForScript(HttpRequest request) => !request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
