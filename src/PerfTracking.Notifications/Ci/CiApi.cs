using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PerfTracking.Notifications.Ci;

/// <summary>
/// Talks to a CI system's web interface: JSON both ways, a time limit, and another try where the system asks for it. The token is
/// sent over TLS or to this machine alone, and follows no redirection.
/// </summary>
internal sealed class CiApi : IDisposable
{
    private const int Tries = 3;
    private const string TakesNoMore = " It takes no more requests for now.";
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    private readonly HttpClient _client;
    private readonly TimeProvider _time;

    /// <summary>Opens the way to a system.</summary>
    /// <param name="root">The address that paths are below.</param>
    /// <param name="headers">What goes with each request, the token among them.</param>
    /// <param name="time">The clock that waits go by.</param>
    /// <param name="timeout">How long one request may take.</param>
    /// <exception cref="CiRefusal">The address would show the token to others.</exception>
    public CiApi(Uri root, IReadOnlyDictionary<string, string> headers, TimeProvider time, TimeSpan timeout)
    {
        if (root.Scheme != Uri.UriSchemeHttps && !(root.Scheme == Uri.UriSchemeHttp && root.IsLoopback))
        {
            throw new CiRefusal($"'{root}' is not an https address, and the token would be readable on the way there.");
        }

        _time = time;
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = timeout })
        {
            BaseAddress = root.AbsoluteUri.EndsWith('/') ? root : new Uri(root.AbsoluteUri + "/"),
            Timeout = timeout,
        };
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("PerfTracking", typeof(CiApi).Assembly.GetName().Version?.ToString(3)));
        foreach ((string name, string value) in headers)
        {
            _client.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    /// <summary>Reads all pages of a list.</summary>
    /// <param name="path">The path, with its query.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The items, until the last page or the thousandth item.</returns>
    /// <exception cref="CiRefusal">The system did not answer as it should.</exception>
    public async Task<IReadOnlyList<JsonElement>> ListAsync(string path, CancellationToken cancellation)
    {
        List<JsonElement> items = [];
        for (string? next = path; next is not null && items.Count < 1000;)
        {
            using HttpResponseMessage response = await RequestAsync(HttpMethod.Get, next, null, cancellation).ConfigureAwait(false);
            JsonElement page = await JsonAsync(response, cancellation).ConfigureAwait(false);
            if (page.ValueKind != JsonValueKind.Array)
            {
                throw new CiRefusal("The answer is no list.");
            }

            items.AddRange(page.EnumerateArray());
            next = NextPage(response);
        }

        return items;
    }

    /// <summary>Reads something.</summary>
    /// <param name="path">The path, with its query.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="CiRefusal">The system did not answer as it should.</exception>
    public async Task<JsonElement> GetAsync(string path, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await RequestAsync(HttpMethod.Get, path, null, cancellation).ConfigureAwait(false);
        return await JsonAsync(response, cancellation).ConfigureAwait(false);
    }

    /// <summary>Sends something.</summary>
    /// <param name="method">How.</param>
    /// <param name="path">The path, with its query.</param>
    /// <param name="body">What.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="CiRefusal">The system did not take it.</exception>
    public async Task<JsonElement> SendAsync(HttpMethod method, string path, JsonObject body, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await RequestAsync(method, path, body.ToJsonString(), cancellation).ConfigureAwait(false);
        return await JsonAsync(response, cancellation).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> RequestAsync(HttpMethod method, string path, string? body, CancellationToken cancellation)
    {
        for (int attempt = 1; ; attempt++)
        {
            string problem;
            TimeSpan wait = TimeSpan.FromSeconds(attempt);
            try
            {
                using var request = new HttpRequestMessage(method, path);
                if (body is not null)
                {
                    request.Content = new StringContent(body, Encoding.UTF8, "application/json");
                }

                HttpResponseMessage response = await _client.SendAsync(request, cancellation).ConfigureAwait(false);
                if (response.IsSuccessStatusCode)
                {
                    return response;
                }

                using (response)
                {
                    problem = await ProblemAsync(response, cancellation).ConfigureAwait(false);
                    wait = response.Headers.RetryAfter?.Delta ?? wait;
                    bool mayHelp = response.StatusCode is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError
                        || (response.StatusCode == HttpStatusCode.Forbidden && response.Headers.RetryAfter is not null);
                    if (!mayHelp)
                    {
                        throw IsLimited(response) ? new CiRefusal(problem) : new CiRefusal(problem, response.StatusCode);
                    }
                }
            }
            catch (HttpRequestException exception)
            {
                problem = $"It cannot be reached: {exception.Message.TrimEnd('.')}.";
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                problem = FormattableString.Invariant($"It gave no answer in {_client.Timeout.TotalSeconds:0} s.");
            }

            // A post whose answer was lost may have arrived: a second try could make a second comment, which the next run finds and updates.
            if (attempt == Tries || wait > LongestWait)
            {
                throw new CiRefusal(problem);
            }

            await Task.Delay(wait, _time, cancellation).ConfigureAwait(false);
        }
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            using JsonDocument document = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false), default, cancellation).ConfigureAwait(false);
            return document.RootElement.Clone();
        }
        catch (JsonException) when (response.StatusCode == HttpStatusCode.NonAuthoritativeInformation)
        {
            // Azure DevOps shows its page for signing in to a token that it does not know.
            throw new CiRefusal("It asks to sign in: the token is missing or not valid.", HttpStatusCode.Unauthorized);
        }
        catch (JsonException exception)
        {
            throw new CiRefusal("The answer is not what such a system says; is the address right?", exception);
        }
    }

    private static async Task<string> ProblemAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        string text = await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
        string? message = null;
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("message", out JsonElement said))
            {
                message = said.ToString();
            }
        }
        catch (JsonException)
        {
            // A page for people, of a proxy say: its status says enough.
        }

        string shown = string.Concat((message ?? string.Empty).Take(200).Where(static c => !char.IsControl(c)));
        string advice = response.StatusCode switch
        {
            HttpStatusCode.TooManyRequests => TakesNoMore,
            HttpStatusCode.Forbidden when IsLimited(response) => TakesNoMore,
            HttpStatusCode.Found => " It asks to sign in: the token is missing or not valid.",
            HttpStatusCode.Unauthorized => " The token is missing or not valid.",
            HttpStatusCode.Forbidden => " The token may only read, as on a pull request from a fork, or lacks the right to write comments.",
            HttpStatusCode.NotFound => " There is no such request, or the token may not see it.",
            _ => string.Empty,
        };
        return $"{(int)response.StatusCode} {response.StatusCode}{(shown.Length == 0 ? "" : $" ({shown})")}.{advice}";
    }

    private static bool IsLimited(HttpResponseMessage response) => response.Headers.RetryAfter is not null
        || (response.Headers.TryGetValues("X-RateLimit-Remaining", out IEnumerable<string>? remaining) && remaining.FirstOrDefault() == "0");

    // Link: <https://…?page=2>; rel="next". GitHub and GitLab alike.
    private string? NextPage(HttpResponseMessage response)
    {
        foreach (string link in response.Headers.TryGetValues("Link", out IEnumerable<string>? values) ? string.Join(',', values).Split(',') : [])
        {
            int start = link.IndexOf('<', StringComparison.Ordinal), end = link.IndexOf('>', StringComparison.Ordinal);
            if (start >= 0 && end > start && link.Contains("rel=\"next\"", StringComparison.Ordinal)
                && Uri.TryCreate(_client.BaseAddress, link[(start + 1)..end], out Uri? next) && next.Host == _client.BaseAddress!.Host && next.Scheme == _client.BaseAddress.Scheme)
            {
                return next.AbsoluteUri;
            }
        }

        return null;
    }
}
