using PerfTracking.Stores;

namespace PerfTracking.Dashboard.Answers;

/// <summary>Gives every request an answer: also where the store fails, where what was sent cannot be read, and where nobody answered.</summary>
internal sealed class Troubles(Words words)
{
    /// <summary>Passes a request on, and answers where nobody else does.</summary>
    public async Task Answer(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (PerfStoreException exception) when (!context.Response.HasStarted)
        {
            await words.Write(context, exception);
            return;
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            await words.WriteDefault(context, exception.StatusCode);
            return;
        }
        catch (InvalidDataException) when (!context.Response.HasStarted)
        {
            // A form with more in it than forms may have.
            await words.WriteDefault(context, StatusCodes.Status413PayloadTooLarge);
            return;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for an answer.
            return;
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            await Console.Error.WriteLineAsync($"{context.Request.Method} {context.Request.Path}: {exception}");
            await words.WriteDefault(context, StatusCodes.Status500InternalServerError);
            return;
        }

        if (context.Response is { HasStarted: false, StatusCode: >= StatusCodes.Status400BadRequest, ContentType: null })
        {
            await words.WriteDefault(context, context.Response.StatusCode);
        }
    }
}
