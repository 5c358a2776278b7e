using System.Globalization;
using System.Net;
using System.Text;
using PerfTracking.Alerts;
using PerfTracking.Detection;
using PerfTracking.Stores;

namespace PerfTracking.Pages;

/// <summary>What a page shows, as it stands in its address: a link shows a colleague the same. What is <see langword="null"/> does not restrict.</summary>
public sealed record PageQuery
{
    private const int LongestName = 500;
    private static readonly PageQuery Empty = new();

    /// <summary>The application.</summary>
    public string? Application { get; init; }

    /// <summary>The environment.</summary>
    public string? Environment { get; init; }

    /// <summary>The git branch.</summary>
    public string? Branch { get; init; }

    /// <summary>Cold starts alone, or warm ones alone.</summary>
    public bool? Cold { get; init; }

    /// <summary>The metric, by its identifier or name.</summary>
    public string? Metric { get; init; }

    /// <summary>The span of time.</summary>
    public TimeRange Range { get; init; } = TimeRange.Week;

    /// <summary>The state of the alerts that are listed; <see langword="null"/> for those that are open.</summary>
    public AlertState? State { get; init; }

    /// <summary>Whether alerts of all states are listed.</summary>
    public bool AllStates { get; init; }

    /// <summary>The least severity of the alerts that are listed.</summary>
    public PerfSeverity? Severity { get; init; }

    /// <summary>The snapshot.</summary>
    public long? Snapshot { get; init; }

    /// <summary>One side of a comparison: <c>snapshot:12</c>, <c>commit:abc123</c> or <c>branch:main</c>.</summary>
    public string? Left { get; init; }

    /// <summary>The other side.</summary>
    public string? Right { get; init; }

    /// <summary>Whether the store is looked through for damage.</summary>
    public bool Check { get; init; }

    /// <summary>The page of a list, from 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Reads the part of an address behind its question mark. What cannot be read, or is too long, counts as not given.</summary>
    /// <param name="text">The text, with or without the question mark.</param>
    public static PageQuery Parse(string? text)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string part in (text ?? string.Empty).TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            string value = equals < 0 ? string.Empty : WebUtility.UrlDecode(part[(equals + 1)..]);
            if (value.Length is > 0 and <= LongestName)
            {
                values.TryAdd(WebUtility.UrlDecode(equals < 0 ? part : part[..equals]), value);
            }
        }

        string? Text(string name) => values.GetValueOrDefault(name);
        return new PageQuery
        {
            Application = Text("app"),
            Environment = Text("env"),
            Branch = Text("branch"),
            Cold = Text("start") switch { "cold" => true, "warm" => false, _ => null },
            Metric = Text("metric"),
            Range = TimeRange.Parse(Text("range"), Text("from"), Text("to")),
            State = Enum.TryParse(Text("state"), ignoreCase: true, out AlertState state) && Enum.IsDefined(state) ? state : null,
            AllStates = string.Equals(Text("state"), "all", StringComparison.OrdinalIgnoreCase),
            Severity = Enum.TryParse(Text("severity"), ignoreCase: true, out PerfSeverity severity) && Enum.IsDefined(severity) ? severity : null,
            Snapshot = long.TryParse(Text("snapshot"), NumberStyles.None, CultureInfo.InvariantCulture, out long snapshot) ? snapshot : null,
            Left = Text("left"),
            Right = Text("right"),
            Check = Text("check") == "1",
            Page = int.TryParse(Text("page"), NumberStyles.None, CultureInfo.InvariantCulture, out int page) ? Math.Clamp(page, 1, 1_000_000) : 1,
        };
    }

    /// <summary>The same as it stands in an address, with its question mark; empty where nothing restricts.</summary>
    public string ToQueryString()
    {
        var text = new StringBuilder();
        Add("app", Application);
        Add("env", Environment);
        Add("branch", Branch);
        Add("start", Cold is { } cold ? cold ? "cold" : "warm" : null);
        Add("metric", Metric);
        foreach ((string name, string value) in Range.ToPairs())
        {
            Add(name, value);
        }

        Add("state", AllStates ? "all" : State?.ToString().ToLowerInvariant());
        Add("severity", Severity?.ToString().ToLowerInvariant());
        Add("snapshot", Snapshot?.ToString(CultureInfo.InvariantCulture));
        Add("left", Left);
        Add("right", Right);
        Add("check", Check ? "1" : null);
        Add("page", Page > 1 ? Page.ToString(CultureInfo.InvariantCulture) : null);
        return text.ToString();

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                text.Append(text.Length == 0 ? '?' : '&').Append(name).Append('=').Append(WebUtility.UrlEncode(value));
            }
        }
    }

    /// <summary>The same application, environment, branch, start and range, and nothing that belongs to one page alone.</summary>
    public PageQuery Shared => Empty with { Application = Application, Environment = Environment, Branch = Branch, Cold = Cold, Range = Range };

    /// <summary>What of a store's history it means.</summary>
    /// <param name="now">The time.</param>
    public HistoryQuery ToHistory(DateTimeOffset now) => new()
    {
        Application = Application is null ? null : NameFilter.Exactly(Application),
        Environment = Environment is null ? null : NameFilter.Exactly(Environment),
        Branch = Branch,
        Cold = Cold,
        Metric = Metric is null ? null : NameFilter.Exactly(Metric),
        Since = Range.Since(now),
        Until = Range.To,
    };
}
