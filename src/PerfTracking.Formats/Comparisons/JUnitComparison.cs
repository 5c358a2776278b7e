using System.Globalization;
using System.Text;
using System.Xml;
using PerfTracking.Comparison;
using PerfTracking.Gates;

namespace PerfTracking.Formats.Comparisons;

/// <summary>
/// A comparison as JUnit's XML: a suite for each benchmark, a case for each metric. What fails the gate is a failure, what could
/// not be compared an error, what is undecided was skipped.
/// </summary>
internal static class JUnitComparison
{
    private const string Gate = "gate";

    public static string Write(ComparisonReport report)
    {
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true }))
        {
            Case[] cases = [.. CasesOf(report)];
            xml.WriteStartElement("testsuites");
            Attributes(xml, report.Title, cases);
            foreach (IGrouping<string, Case> suite in cases.GroupBy(static one => one.Suite))
            {
                xml.WriteStartElement("testsuite");
                Attributes(xml, suite.Key, [.. suite]);
                foreach (Case one in suite)
                {
                    Write(xml, one);
                }

                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{text}\n";
    }

    private static IEnumerable<Case> CasesOf(ComparisonReport report)
    {
        PerfGateFinding[] findings = [.. report.Gate?.Findings ?? []];
        foreach (PerfComparison comparison in report.Comparisons)
        {
            PerfGateFinding? finding = findings.FirstOrDefault(one => one.Benchmark == comparison.Benchmark && one.Metric == comparison.Metric);
            GateOutcome outcome = finding?.Outcome ?? (report.Gate is null ? WithoutGate(comparison) : GateOutcome.Passed);
            yield return new Case(comparison.Benchmark, comparison.Metric, comparison.Unit == "ms" ? comparison.Current : null, outcome, finding?.Id ?? comparison.Status.ToString(), finding?.Message ?? comparison.Message);
        }

        foreach (PerfGateFinding finding in findings.Where(finding => !report.Comparisons.Any(comparison => comparison.Benchmark == finding.Benchmark && comparison.Metric == finding.Metric)))
        {
            yield return new Case(finding.Benchmark ?? Gate, finding.Metric ?? finding.Id, null, finding.Outcome, finding.Id, finding.Message);
        }
    }

    private static GateOutcome WithoutGate(PerfComparison comparison) => comparison.Status switch
    {
        ComparisonStatus.Regressed => GateOutcome.Failed,
        ComparisonStatus.Failed or ComparisonStatus.Removed => GateOutcome.NotCompared,
        ComparisonStatus.Uncertain => GateOutcome.Undecided,
        _ => GateOutcome.Passed,
    };

    private static void Attributes(XmlWriter xml, string name, Case[] cases)
    {
        xml.WriteAttributeString("name", Clean(name));
        xml.WriteAttributeString("tests", cases.Length.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("failures", cases.Count(static one => one.Outcome == GateOutcome.Failed).ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("errors", cases.Count(static one => one.Outcome == GateOutcome.NotCompared).ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("skipped", cases.Count(static one => one.Outcome == GateOutcome.Undecided).ToString(CultureInfo.InvariantCulture));
    }

    private static void Write(XmlWriter xml, Case one)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", Clean(one.Suite));
        xml.WriteAttributeString("name", Clean(one.Name));
        xml.WriteAttributeString("time", ((one.Ms ?? 0) / 1000).ToString("0.######", CultureInfo.InvariantCulture));
        string? element = one.Outcome switch
        {
            GateOutcome.Failed => "failure",
            GateOutcome.NotCompared => "error",
            GateOutcome.Undecided => "skipped",
            _ => null,
        };
        if (element is not null)
        {
            xml.WriteStartElement(element);
            xml.WriteAttributeString("message", Clean(one.Message));
            if (element != "skipped")
            {
                xml.WriteAttributeString("type", Clean(one.Id));
            }

            xml.WriteEndElement();
        }
        else
        {
            xml.WriteElementString("system-out", Clean(one.Message));
        }

        xml.WriteEndElement();
    }

    // What XML 1.0 cannot hold, half a surrogate pair too.
    private static string Clean(string text) => string.Concat(text.EnumerateRunes().Select(static rune => rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? Rune.ReplacementChar : rune));

    private sealed record Case(string Suite, string Name, double? Ms, GateOutcome Outcome, string Id, string Message);
}
