using System.Globalization;
using System.Text.Json;
using PerfTracking.Benchmarks;
using PerfTracking.Metrics;

namespace PerfTracking.Formats.Results;

/// <summary>Writes a session as our own format, <c>results.json</c>, with every sample. docs/benchmark-results.md describes it.</summary>
public static class SessionWriter
{
    private static readonly JsonWriterOptions Options = new() { Indented = true };

    /// <summary>Writes a file. It is complete or not there: what was there before stays until the new one is written to its end.</summary>
    /// <param name="session">The session.</param>
    /// <param name="path">The file's full path; its folder must be there.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static void Write(PerfBenchmarkSession session, string path)
    {
        string unfinished = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (FileStream file = File.Create(unfinished))
            {
                Write(session, file);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>Writes to a stream, UTF-8 without a mark.</summary>
    /// <param name="session">The session.</param>
    /// <param name="stream">The stream; stays open.</param>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static void Write(PerfBenchmarkSession session, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(session);
        using var json = new Utf8JsonWriter(stream, Options);
        json.WriteStartObject();
        json.WriteString(SessionFields.Format, SessionFields.FormatName);
        json.WriteNumber(SessionFields.SchemaVersion, SessionFields.Version);
        json.WriteString(SessionFields.Source, session.Source);
        Write(json, SessionFields.Started, session.Started);
        Write(json, SessionFields.Ended, session.Ended);
        Write(json, SessionFields.Environment, session.Environment);
        Write(json, SessionFields.Commit, session.Commit);
        Write(json, SessionFields.Branch, session.Branch);
        if (session.Seed is { } seed)
        {
            json.WriteNumber(SessionFields.Seed, seed);
        }

        Write(json, SessionFields.Arms, session.Arms, Write);
        Write(json, SessionFields.Results, session.Results, Write);
        Write(json, SessionFields.Problems, session.Problems, Write);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, BenchmarkArm arm)
    {
        json.WriteString(SessionFields.Name, arm.Name);
        Write(json, SessionFields.Commit, arm.Commit);
        Write(json, SessionFields.Ref, arm.Ref);
        Write(json, SessionFields.FoundBy, arm.FoundBy);
    }

    private static void Write(Utf8JsonWriter json, PerfBenchmarkResult result)
    {
        json.WriteString(SessionFields.Name, result.Name);
        json.WriteString(SessionFields.Arm, result.Arm);
        Write(json, SessionFields.Metric, result.Metric);
        if (result.Tags.Count > 0)
        {
            Write(json, SessionFields.Tags, result.Tags, json.WriteStringValue);
        }

        Write(json, SessionFields.File, result.File);
        json.WriteNumber(SessionFields.Invocations, result.Invocations);
        if (result.ErrorShare < 1)
        {
            json.WriteNumber(SessionFields.ErrorShare, result.ErrorShare);
        }

        Write(json, SessionFields.Error, result.Error);
        Write(json, SessionFields.Series, result.Series, Write);
    }

    private static void Write(Utf8JsonWriter json, BenchmarkSeries series)
    {
        json.WriteString(SessionFields.Metric, series.Metric);
        json.WriteString(SessionFields.Unit, series.Unit);
        json.WriteString(SessionFields.Direction, series.Direction == MetricDirection.HigherIsBetter ? SessionFields.Higher : SessionFields.Lower);
        json.WriteString(SessionFields.Kind, series.Kind == SampleKind.Counted ? SessionFields.Counted : SessionFields.Measured);

        if (series.Resolution > 0)
        {
            json.WriteNumber(SessionFields.Resolution, series.Resolution);
        }

        WriteColumn(json, SessionFields.Values, series.Samples.Select(static sample => sample.Value));
        if (series.Samples.Any(static sample => sample.Round >= 0))
        {
            WriteColumn(json, SessionFields.Rounds, series.Samples.Select(static sample => (double)sample.Round));
        }

        if (series.Samples.Any(static sample => sample.Iteration > 0))
        {
            WriteColumn(json, SessionFields.Iterations, series.Samples.Select(static sample => (double)sample.Iteration));
        }
    }

    // On one line: a person sees the values side by side, and a file of many is a third as long.
    private static void WriteColumn(Utf8JsonWriter json, string name, IEnumerable<double> column)
    {
        json.WritePropertyName(name);
        json.WriteRawValue($"[{string.Join(", ", column.Select(static value => double.IsFinite(value)
            ? value.ToString("R", CultureInfo.InvariantCulture)
            : throw new ArgumentException(FormattableString.Invariant($"{value} is not finite, and no sample can be."))))}]");
    }

    private static void Write(Utf8JsonWriter json, BenchmarkProblem problem)
    {
        json.WriteString(SessionFields.Id, problem.Id);
        json.WriteString(SessionFields.Message, problem.Message);
        Write(json, SessionFields.Benchmark, problem.Benchmark);
        Write(json, SessionFields.Arm, problem.Arm);
    }

    private static void Write<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> fields) =>
        Write(json, name, items, item =>
        {
            json.WriteStartObject();
            fields(json, item);
            json.WriteEndObject();
        });

    private static void Write<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<T> value)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            value(item);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } known)
        {
            json.WriteString(name, known.ToUniversalTime());
        }
    }
}
