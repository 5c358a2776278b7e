using System.Globalization;
using PerfTracking.Benchmarks;

namespace PerfTracking.Formats.Results;

/// <summary>One run of a test, as a report has it.</summary>
/// <param name="Name">Its full name.</param>
/// <param name="Seconds">How long it took, in s, as written; <see langword="null"/> where it did not run.</param>
/// <param name="Failure">Why it failed, or <see langword="null"/>.</param>
internal sealed record TestCase(string Name, string? Seconds, string? Failure);

/// <summary>Makes benchmarks of tests. A test that failed has an error, and its time is none: it did not do its work.</summary>
internal static class TestCases
{
    public static IReadOnlyList<PerfBenchmarkResult> Results(IEnumerable<TestCase> cases)
    {
        TestCase[] ran = [.. cases.Where(static test => test.Seconds is not null)];
        var mark = DecimalMark.Of(ran.Select(static test => test.Seconds));
        return
        [
            .. ran.GroupBy(static test => test.Name).Select(runs => new PerfBenchmarkResult
            {
                Name = runs.Key,
                Invocations = runs.Count(),
                Series = runs.Any(static run => run.Failure is null)
                    ? [Samples.Time(runs.Key, runs.Where(static run => run.Failure is null).Select(run => mark.Read(run.Seconds!)), "s")]
                    : [],
                Error = runs.Select(static run => run.Failure).FirstOrDefault(static failure => failure is not null),
            }),
        ];
    }

    /// <summary>A time as reports write it, in UTC, or <see langword="null"/>.</summary>
    /// <param name="text">The text.</param>
    public static DateTimeOffset? Time(string? text) => Time(text, DateTimeStyles.AssumeUniversal);

    /// <summary>A time of the clock on the wall, of a machine in this one's zone, in UTC, or <see langword="null"/>.</summary>
    /// <param name="text">The text.</param>
    public static DateTimeOffset? LocalTime(string text) => Time(text, DateTimeStyles.AssumeLocal);

    private static DateTimeOffset? Time(string? text, DateTimeStyles zone) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, zone | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time) ? time : null;
}
