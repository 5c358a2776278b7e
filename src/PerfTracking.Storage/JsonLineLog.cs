using System.Globalization;
using System.Text.Json;
using PerfTracking.Alerts;
using PerfTracking.History;
using PerfTracking.Recording;

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
    private static readonly TimeSpan WriterTimeout = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public void Write(PerfSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        using var line = new MemoryStream(1024);
        using (var writer = new Utf8JsonWriter(line))
        {
            WriteSnapshot(writer, snapshot);
        }

        line.WriteByte((byte)'\n');
        string path = Path.Combine(folder, FilePrefix + snapshot.Timestamp.UtcDateTime.ToString(DayFormat, CultureInfo.InvariantCulture) + FileSuffix);
        using FileStream file = OpenExclusively(path);
        file.Write(line.GetBuffer(), 0, (int)line.Length);
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

    private static void WriteSnapshot(Utf8JsonWriter writer, PerfSnapshot snapshot)
    {
        writer.WriteStartObject();
        writer.WriteNumber("schema", SchemaVersion);
        writer.WriteString("time", IsoTime.Write(snapshot.Timestamp));
        writer.WriteNumber("snapshot", snapshot.Id);
        writer.WriteString("session", snapshot.SessionId);
        writer.WriteString("application", snapshot.Application);
        writer.WriteString("environment", snapshot.Environment);
        writer.WriteBoolean("cold", snapshot.Cold);
        writer.WriteString("commit", snapshot.Commit);
        writer.WriteString("branch", snapshot.Branch);
        writer.WriteStartObject("tags");
        foreach ((string name, string value) in snapshot.Tags)
        {
            writer.WriteString(name, value);
        }

        writer.WriteEndObject();
        writer.WriteStartObject("metrics");
        foreach (PerfMeasurement measurement in snapshot.Measurements)
        {
            writer.WriteNumber(measurement.Metric, measurement.Value);
        }

        writer.WriteEndObject();
        writer.WriteStartArray("alerts");
        foreach (PerfAlert alert in snapshot.Alerts)
        {
            WriteAlert(writer, alert);
        }

        writer.WriteEndArray();
        if (snapshot.PerformanceIndex is { } index)
        {
            writer.WriteNumber("index", index);
        }
        else
        {
            writer.WriteNull("index");
        }

        writer.WriteEndObject();
    }

    private static void WriteAlert(Utf8JsonWriter writer, PerfAlert alert)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", alert.Id);
        writer.WriteBoolean("new", alert.IsNew);
        writer.WriteString("metric", alert.Metric);
        writer.WriteString("kind", alert.Kind.ToString());
        writer.WriteString("severity", alert.Severity.ToString());
        writer.WriteNumber("count", alert.Count);
        writer.WriteNumber("value", alert.Value);
        if (alert.Expected is { } expected)
        {
            writer.WriteNumber("expected", expected);
        }

        writer.WriteString("message", alert.Message);
        writer.WriteEndObject();
    }

    // .NET appends by position, so that two writers could overwrite each other: each has the file for itself for its line.
    private static FileStream OpenExclusively(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        long deadline = Environment.TickCount64 + (long)WriterTimeout.TotalMilliseconds;
        while (true)
        {
            try
            {
                return new FileStream(path, options);
            }
            catch (IOException exception) when (exception is not (FileNotFoundException or DirectoryNotFoundException) && Environment.TickCount64 < deadline)
            {
                Thread.Sleep(1);
            }
        }
    }
}
