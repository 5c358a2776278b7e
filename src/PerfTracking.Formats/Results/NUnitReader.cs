using System.Xml.Linq;
using PerfTracking.Benchmarks;

namespace PerfTracking.Formats.Results;

/// <summary>The durations, in s, of an NUnit 3 report's test cases.</summary>
internal sealed class NUnitReader : IResultReader
{
    /// <inheritdoc/>
    public ResultFormat Format => ResultFormat.NUnit;

    /// <inheritdoc/>
    public bool Recognizes(ResultText text) => text.XmlRoot?.Name.LocalName is "test-run" or "test-results";

    /// <inheritdoc/>
    public PerfBenchmarkSession Read(ResultText text)
    {
        XElement root = text.XmlRoot ?? throw new FormatException("it is no XML.");
        return new()
        {
            Source = "NUnit",
            Started = Started(root),
            Environment = (string?)root.Descendants("environment").FirstOrDefault()?.Attribute("machine-name"),
            Results = TestCases.Results(root.Descendants("test-case").Select(Case)),
        };
    }

    // NUnit 2.5, which Pester writes too, has the day and the hour apart, and no zone.
    private static DateTimeOffset? Started(XElement root) =>
        (string?)root.Attribute("date") is { } day && (string?)root.Attribute("time") is { } hour ? TestCases.LocalTime($"{day} {hour}") : TestCases.Time((string?)root.Attribute("start-time"));

    // NUnit 3 has duration and result="Passed", NUnit 2.5 (which Pester writes too) time and result="Success".
    private static TestCase Case(XElement test)
    {
        string? result = (string?)test.Attribute("result");
        return new TestCase(
            (string?)test.Attribute("fullname") ?? (string?)test.Attribute("name") ?? string.Empty,
            result is "Skipped" or "Ignored" or "Inconclusive" or "NotRun" ? null : (string?)test.Attribute("duration") ?? (string?)test.Attribute("time"),
            result is "Failed" or "Failure" or "Error" ? (test.Element("failure")?.Element("message")?.Value.Trim() is { Length: > 0 } message ? message : "It failed.") : null);
    }
}
