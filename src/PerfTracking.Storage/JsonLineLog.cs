using System.Globalization;
using PerfTracking.Alerts;
using PerfTracking.History;
using PerfTracking.Recording;
using PerfTracking.Storage.Raw;

namespace PerfTracking.Storage;

/// <summary>
/// One JSON object a line for each save, in a file a day beside the store. The schema is described in docs/log.md; its
/// version is the first property of every line.
/// </summary>
/// <param name="folder">The store's folder.</param>
public sealed class JsonLineLog(string folder) : ISnapshotLog
{
    /// <summary>The version of the schema.</summary>
    public const int SchemaVersion = 1;

    private const string FilePrefix = "performance_";
    private const string FileSuffix = ".log";
    private const string DayFormat = "yyyyMMdd";

    /// <inheritdoc/>
    public void Write(PerfSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        string path = Path.Combine(folder, FilePrefix + snapshot.Timestamp.UtcDateTime.ToString(DayFormat, CultureInfo.InvariantCulture) + FileSuffix);
        LogFile.Append(path, LineOf(snapshot));
    }

    /// <inheritdoc/>
    public void RemoveBefore(DateOnly day)
    {
        foreach (string path in Directory.EnumerateFiles(folder, FilePrefix + "????????" + FileSuffix))
        {
            ReadOnlySpan<char> name = Path.GetFileName(path.AsSpan());
            if (DateOnly.TryParseExact(name.Slice(FilePrefix.Length, DayFormat.Length), DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly written) && written < day)
            {
                File.Delete(path);
            }
        }
    }

    private static byte[] LineOf(PerfSnapshot snapshot)
    {
        JsonLine line = new JsonLine().BeginObject()
            .Add("schema", SchemaVersion)
            .Add("time", IsoTime.Write(snapshot.Timestamp))
            .Add("snapshot", snapshot.Id)
            .Add("session", snapshot.SessionId.ToString("D"))
            .Add("application", snapshot.Application)
            .Add("environment", snapshot.Environment)
            .Add("cold", snapshot.Cold)
            .Add("commit", snapshot.Commit)
            .Add("branch", snapshot.Branch)
            .BeginObject("tags");
        foreach ((string name, string value) in snapshot.Tags)
        {
            line.Add(name, value);
        }

        line.EndObject().BeginObject("metrics");
        foreach (PerfMeasurement measurement in snapshot.Measurements)
        {
            line.Add(measurement.Metric, measurement.Value);
        }

        line.EndObject().BeginObject("units");
        foreach (PerfMeasurement measurement in snapshot.Measurements)
        {
            line.Add(measurement.Metric, measurement.Unit);
        }

        line.EndObject().BeginArray("alerts");
        foreach (PerfAlert alert in snapshot.Alerts)
        {
            Add(line, alert);
        }

        return line.EndArray().Add("index", snapshot.PerformanceIndex).EndObject().ToUtf8();
    }

    private static void Add(JsonLine line, PerfAlert alert)
    {
        line.BeginObject()
            .Add("id", alert.Id)
            .Add("new", alert.IsNew)
            .Add("grown", alert.HasGrown)
            .Add("metric", alert.Metric)
            .Add("kind", alert.Kind)
            .Add("severity", alert.Severity.ToString())
            .Add("count", alert.Count)
            .Add("value", alert.Value)
            .Add("unit", alert.Unit);
        if (alert.Expected is { } expected)
        {
            line.Add("expected", expected);
        }

        line.Add("message", alert.Message).EndObject();
    }
}
