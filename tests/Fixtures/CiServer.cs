using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace PerfTracking.Testing;

/// <summary>A server on this machine that answers as the interfaces of GitHub, GitLab and Azure DevOps do, to real requests.</summary>
internal sealed class CiServer : IDisposable
{
    private const string Login = "perf[bot]";
    private const long Account = 77;

    private readonly HttpListener _listener;
    private long _nextId = 100;

    public CiServer()
    {
        for (int attempt = 0; ; attempt++)
        {
            int port = Random.Shared.Next(20_000, 60_000);
            _listener = new HttpListener();
            _listener.Prefixes.Add(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
            try
            {
                _listener.Start();
                Root = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
                break;
            }
            catch (HttpListenerException) when (attempt < 20)
            {
            }
        }

        _ = Task.Run(ServeAsync);
    }

    public Uri Root { get; }

    /// <summary>Comments by id, oldest first; of Azure the first comment of each thread.</summary>
    public ConcurrentDictionary<long, string> Comments { get; } = new();

    /// <summary>Comments of somebody else than the account whose token is used.</summary>
    public ConcurrentDictionary<long, bool> OfStrangers { get; } = new();

    public ConcurrentDictionary<long, string> ThreadStatus { get; } = new();

    public ConcurrentQueue<string> Requests { get; } = new();

    public ConcurrentQueue<string?> Tokens { get; } = new();

    /// <summary>Answers a request in place of the server; <see langword="false"/> to let it go on.</summary>
    public Func<HttpListenerContext, bool>? Before { get; set; }

    public int PageSize { get; set; } = 100;

    public void Dispose() => _listener.Close();

    public static void Answer(HttpListenerContext context, int status, string json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.Close(Encoding.UTF8.GetBytes(json), willBlock: false);
    }

    private JsonNode Comment(KeyValuePair<long, string> comment)
    {
        bool isOurs = !OfStrangers.ContainsKey(comment.Key);
        return new JsonObject
        {
            ["id"] = comment.Key,
            ["body"] = comment.Value,
            ["user"] = new JsonObject { ["login"] = isOurs ? Login : "stranger" },
            ["author"] = new JsonObject { ["id"] = isOurs ? Account : Account + 1 },
        };
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            Requests.Enqueue($"{context.Request.HttpMethod} {context.Request.RawUrl}");
            Tokens.Enqueue(context.Request.Headers["Authorization"] ?? context.Request.Headers["PRIVATE-TOKEN"]);
            if (Before?.Invoke(context) != true)
            {
                Serve(context);
            }
        }
    }

    private void Serve(HttpListenerContext context)
    {
        string path = context.Request.Url!.AbsolutePath;
        string body = new StreamReader(context.Request.InputStream, Encoding.UTF8).ReadToEnd();
        bool isAzure = path.Contains("/_apis/", StringComparison.Ordinal);
        switch (context.Request.HttpMethod)
        {
            case "GET" when isAzure:
                var threads = new JsonArray([.. Comments.OrderBy(comment => comment.Key).Select(comment => new JsonObject
                {
                    ["id"] = comment.Key,
                    ["comments"] = new JsonArray(new JsonObject { ["id"] = 1, ["content"] = comment.Value }),
                })]);
                Answer(context, 200, new JsonObject { ["value"] = threads }.ToJsonString());
                break;
            case "GET" when path.EndsWith("/user", StringComparison.Ordinal):
                Answer(context, 200, new JsonObject { ["id"] = Account }.ToJsonString());
                break;
            case "POST" when path.EndsWith("/graphql", StringComparison.Ordinal):
                Answer(context, 200, new JsonObject { ["data"] = new JsonObject { ["viewer"] = new JsonObject { ["login"] = Login } } }.ToJsonString());
                break;
            case "GET":
                int page = int.Parse(context.Request.QueryString["page"] ?? "1", CultureInfo.InvariantCulture);
                var all = Comments.OrderBy(comment => comment.Key).ToArray();
                if (page * PageSize < all.Length)
                {
                    context.Response.AddHeader("Link", $"<{Root}{path.TrimStart('/')}?page={page + 1}>; rel=\"next\", <{Root}>; rel=\"last\"");
                }

                Answer(context, 200, new JsonArray([.. all.Skip((page - 1) * PageSize).Take(PageSize).Select(Comment)]).ToJsonString());
                break;
            case "POST":
                long id = Interlocked.Increment(ref _nextId);
                JsonNode made = JsonNode.Parse(body)!;
                Comments[id] = isAzure ? made["comments"]![0]!["content"]!.GetValue<string>() : made["body"]!.GetValue<string>();
                ThreadStatus[id] = made["status"]?.GetValue<string>() ?? string.Empty;
                Answer(context, 201, new JsonObject { ["id"] = id, ["html_url"] = $"{Root}comment/{id}" }.ToJsonString());
                break;
            default:
                string[] parts = path.Split('/');
                JsonNode changed = JsonNode.Parse(body)!;
                long known = long.Parse(isAzure ? parts[Array.IndexOf(parts, "threads") + 1] : parts[^1], CultureInfo.InvariantCulture);
                if (changed["status"] is { } status)
                {
                    ThreadStatus[known] = status.GetValue<string>();
                }
                else
                {
                    Comments[known] = (changed["body"] ?? changed["content"])!.GetValue<string>();
                }

                Answer(context, 200, new JsonObject { ["id"] = known, ["html_url"] = $"{Root}comment/{known}" }.ToJsonString());
                break;
        }
    }
}
