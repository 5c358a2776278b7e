namespace PerfTracking.Dashboard.Answers;

/// <summary>Writes pages.</summary>
internal static class Html
{
    /// <summary>Writes a page, with the status code that the answer has.</summary>
    /// <param name="context">The request.</param>
    /// <param name="page">The page.</param>
    /// <param name="complete">What is done to it before it is sent, or <see langword="null"/>.</param>
    public static async Task Write(HttpContext context, Task<string> page, Func<string, string>? complete = null)
    {
        string text = await page;
        text = complete?.Invoke(text) ?? text;
        context.Response.ContentType = "text/html; charset=utf-8";
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.WriteAsync(text, context.RequestAborted);
        }
    }
}
