using System.Xml.Linq;
using PerfTracking.Benchmarks;

namespace PerfTracking.Formats.Results;

/// <summary>The times, in s, of a JUnit report's test cases: <c>testsuites</c> or one <c>testsuite</c>. A case that is there more than once, rerun say, has as many samples.</summary>
internal sealed class JUnitReader : IResultReader
{
    /// <inheritdoc/>
    public ResultFormat Format => ResultFormat.JUnit;

    /// <inheritdoc/>
    public bool Recognizes(ResultText text) => text.XmlRoot?.Name.LocalName is "testsuites" or "testsuite";

    /// <inheritdoc/>
    public PerfBenchmarkSession Read(ResultText text)
    {
        XElement root = text.XmlRoot ?? throw new FormatException("it is no XML.");
        XElement? suite = root.DescendantsAndSelf().FirstOrDefault(static element => element.Name.LocalName == "testsuite");
        return new()
        {
            Source = "JUnit",
            Started = TestCases.Time((string?)suite?.Attribute("timestamp")),
            Environment = (string?)suite?.Attribute("hostname"),
            Results = TestCases.Results(root.Descendants().Where(static element => element.Name.LocalName == "testcase").Select(Case)),
        };
    }

    private static TestCase Case(XElement test)
    {
        string name = (string?)test.Attribute("name") ?? string.Empty;
        string? type = (string?)test.Attribute("classname");
        XElement? failure = test.Elements().FirstOrDefault(static child => child.Name.LocalName is "failure" or "error");
        return new TestCase(
            string.IsNullOrEmpty(type) ? name : $"{type}.{name}",
            test.Elements().Any(static child => child.Name.LocalName == "skipped") ? null : (string?)test.Attribute("time"),
            failure is null ? null : (string?)failure.Attribute("message") ?? "It failed.");
    }
}
