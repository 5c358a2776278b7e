namespace PerfTracking.Pages;

/// <summary>The addresses of the pages and of what their forms and scripts ask for. All of them take a <see cref="PageQuery"/>.</summary>
public static class PagePath
{
    /// <summary>An application at a glance.</summary>
    public const string Overview = "/";

    /// <summary>One metric over time.</summary>
    public const string Metric = "/metric";

    /// <summary>The alerts, and what is decided about them.</summary>
    public const string Alerts = "/alerts";

    /// <summary>The snapshots.</summary>
    public const string Snapshots = "/snapshots";

    /// <summary>One snapshot with all it holds.</summary>
    public const string Snapshot = "/snapshot";

    /// <summary>Two sides beside each other.</summary>
    public const string Compare = "/compare";

    /// <summary>The store itself.</summary>
    public const string Store = "/store";

    /// <summary>GET: the data of a metric's chart for a span of time, as JSON (<see cref="Charts.ChartJson"/>).</summary>
    public const string ChartData = "/chart";

    /// <summary>GET, with <see cref="Measurements"/>, <see cref="Alerts"/> or <see cref="Snapshots"/> behind it: what is shown, as CSV.</summary>
    public const string Csv = "/csv";

    /// <summary>What a metric page or one snapshot shows, behind <see cref="Csv"/>.</summary>
    public const string Measurements = "/measurements";

    /// <summary>GET: the report of the last 30 days as one file.</summary>
    public const string Report = "/report";

    /// <summary>GET, with the name of an asset behind it.</summary>
    public const string Assets = "/assets/";

    /// <summary>POST <c>decision</c> (<c>approve</c>, <c>rebaseline</c>, <c>deny</c>), <c>id</c> (repeated), <c>seen</c> (repeated, <see cref="SeenToken"/>), <c>notes</c>.</summary>
    public const string DecideAlerts = "/alerts/decide";

    /// <summary>POST <c>snapshot</c>, <c>metric</c>, <c>severity</c>, <c>notes</c>: an alert by hand.</summary>
    public const string NewAlert = "/alerts/new";

    /// <summary>POST <c>id</c>, <c>snapshot</c>: the change began with another snapshot.</summary>
    public const string MoveAlert = "/alerts/move";

    /// <summary>POST <c>at</c> (a time as ISO 8601), <c>text</c>, and <c>app</c>, <c>env</c>, <c>metric</c> where it concerns these alone.</summary>
    public const string AddAnnotation = "/annotations/add";

    /// <summary>POST <c>id</c>.</summary>
    public const string RemoveAnnotation = "/annotations/remove";
}
