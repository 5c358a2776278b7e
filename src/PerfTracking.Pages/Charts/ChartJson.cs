using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using PerfTracking.Alerts;
using PerfTracking.Detection;
using PerfTracking.Formatting;
using PerfTracking.History;
using PerfTracking.Pages.Models;

namespace PerfTracking.Pages.Charts;

/// <summary>
/// What a metric's chart is drawn from, as the script wants it. Times are milliseconds since 1970, the first as it is and each
/// further one as its distance from the one before; numbers have six digits. Text is encoded so that it may stand inside a
/// <c>script</c> element.
/// </summary>
public static class ChartJson
{
    /// <summary>The data of a metric page's chart.</summary>
    /// <param name="model">The page.</param>
    public static string Of(MetricModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("title", model.Metric?.Title);
            writer.WriteString("unit", model.Metric?.Unit);
            if (model.Metric?.Target is { } target)
            {
                WriteNumber(writer, "target", target.Value);
            }

            if (model.Query.Range.Since(model.Now) is { } since)
            {
                writer.WriteNumber("from", since.ToUnixTimeMilliseconds());
                writer.WriteNumber("to", (model.Query.Range.To ?? End(model)).ToUnixTimeMilliseconds());
            }

            writer.WriteStartArray("lines");
            foreach (MetricLine line in model.Lines)
            {
                WriteLine(writer, line);
            }

            writer.WriteEndArray();
            WriteMarks(writer, model);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    // The clock of a machine that measured may be ahead of this one's.
    private static DateTimeOffset End(MetricModel model) =>
        model.Lines.Select(static line => line.Latest?.Timestamp ?? default).Append(model.Now).Max();

    private static void WriteLine(Utf8JsonWriter writer, MetricLine line)
    {
        IReadOnlyList<SeriesPoint> points = line.Series.Points;
        var commits = new List<string>();
        writer.WriteStartObject();
        writer.WriteString("name", line.Name);
        writer.WriteNumber("count", line.Series.Count);
        WriteSteps(writer, "t", points.Select(static point => point.Timestamp.ToUnixTimeMilliseconds()));
        WriteNumbers(writer, "v", points.Select(static point => point.Value));
        WriteSteps(writer, "s", points.Select(static point => point.SnapshotId));
        WriteIntegers(writer, "c", points.Select(point => PlaceOf(commits, point.Commit)));
        writer.WriteStartArray("commits");
        foreach (string commit in commits)
        {
            writer.WriteStringValue(NameText.Commit(commit));
        }

        writer.WriteEndArray();
        writer.WriteStartObject("band");
        WriteSteps(writer, "t", line.Band.Select(static point => point.At.ToUnixTimeMilliseconds()));
        WriteNumbers(writer, "m", line.Band.Select(static point => point.Median));
        WriteNumbers(writer, "l", line.Band.Select(static point => point.P5));
        WriteNumbers(writer, "h", line.Band.Select(static point => point.P95));
        writer.WriteEndObject();
        writer.WriteStartObject("days");
        WriteSteps(writer, "t", line.Days.Select(static day => Noon(day.Day)));
        WriteNumbers(writer, "m", line.Days.Select(static day => day.Median));
        WriteNumbers(writer, "l", line.Days.Select(static day => day.P5));
        WriteNumbers(writer, "h", line.Days.Select(static day => day.P95));
        WriteIntegers(writer, "n", line.Days.Select(static day => day.Count));
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteMarks(Utf8JsonWriter writer, MetricModel model)
    {
        writer.WriteStartArray("marks");
        foreach (MetricLine line in model.Lines)
        {
            foreach (PerfChangePoint change in line.Changes.Where(static change => change.Timestamp is not null))
            {
                WriteMark(
                    writer, change.Effect == ChangeEffect.Better ? "better" : "change", change.Timestamp!.Value, change.After,
                    $"{change.Message}, p {ValueText.Chance(change.PValue)}", line.Name);
            }
        }

        foreach (PerfAlert alert in model.Alerts)
        {
            WriteMark(writer, alert.State == AlertState.Approved ? "approved" : "alert", alert.Since, alert.Level ?? alert.Value, AlertText(alert), null);
        }

        foreach (PerfAnnotation annotation in model.Annotations)
        {
            WriteMark(writer, "annotation", annotation.Timestamp, null, annotation.Text, null);
        }

        writer.WriteEndArray();
    }

    private static string AlertText(PerfAlert alert) =>
        $"#{alert.Id} {alert.Severity}, {alert.State}{(alert.DecidedBy is null ? "" : " by " + alert.DecidedBy)}: {alert.Message}{(alert.Notes is null ? "" : " “" + alert.Notes + "”")}";

    private static void WriteMark(Utf8JsonWriter writer, string kind, DateTimeOffset at, double? value, string text, string? line)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", kind);
        writer.WriteNumber("t", at.ToUnixTimeMilliseconds());
        if (value is { } known)
        {
            WriteNumber(writer, "v", known);
        }

        writer.WriteString("text", text);
        if (line is not null)
        {
            writer.WriteString("line", line);
        }

        writer.WriteEndObject();
    }

    private static int PlaceOf(List<string> commits, string? commit)
    {
        if (commit is null)
        {
            return -1;
        }

        // Points of one commit are neighbours.
        int place = commits.LastIndexOf(commit);
        if (place < 0)
        {
            commits.Add(commit);
            place = commits.Count - 1;
        }

        return place;
    }

    private static long Noon(DateOnly day) => new DateTimeOffset(day, new TimeOnly(12, 0), TimeSpan.Zero).ToUnixTimeMilliseconds();

    private static void WriteSteps(Utf8JsonWriter writer, string name, IEnumerable<long> values)
    {
        writer.WriteStartArray(name);
        long before = 0;
        foreach (long value in values)
        {
            writer.WriteNumberValue(value - before);
            before = value;
        }

        writer.WriteEndArray();
    }

    private static void WriteIntegers(Utf8JsonWriter writer, string name, IEnumerable<long> values)
    {
        writer.WriteStartArray(name);
        foreach (long value in values)
        {
            writer.WriteNumberValue(value);
        }

        writer.WriteEndArray();
    }

    private static void WriteIntegers(Utf8JsonWriter writer, string name, IEnumerable<int> values) => WriteIntegers(writer, name, values.Select(static value => (long)value));

    private static void WriteNumbers(Utf8JsonWriter writer, string name, IEnumerable<double> values)
    {
        writer.WriteStartArray(name);
        foreach (double value in values)
        {
            writer.WriteRawValue(Text(value), skipInputValidation: true);
        }

        writer.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, double value)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(Text(value), skipInputValidation: true);
    }

    private static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
