using System.Xml.Linq;

namespace PerfTracking.Docs.Tests;

/// <summary>The tables that the pages show are those that a user sees: a view has other columns after a while, and its pages stay.</summary>
public sealed class OutputTableTests
{
    public static TheoryData<string> Pages => [.. Directory.EnumerateFiles(Docs, "*.md", SearchOption.AllDirectories).Select(static path => Path.GetRelativePath(Docs, path)).Order(StringComparer.Ordinal), "../README.md"];

    private static string Docs => BuiltModule.Setting("Docs");

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_table_of_a_page_has_the_columns_of_a_view_unless_its_command_chose_others(string page)
    {
        string[] lines = File.ReadAllLines(Path.Combine(Docs, page));
        HashSet<string> headers = [.. Views().SelectMany(static view => Headers(view))];
        string command = "";
        for (int i = 1; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("```powershell", StringComparison.Ordinal))
            {
                command = string.Join('\n', lines[(i + 1)..].TakeWhile(static line => line != "```"));
            }
            else if (IsRule(lines[i]) && !command.Contains("Format-Table", StringComparison.Ordinal) && !command.Contains("Select-Object", StringComparison.Ordinal))
            {
                Assert.Contains($"{lines[i - 1].TrimEnd()}\n{lines[i].TrimEnd()}", headers);
            }
        }
    }

    private static IEnumerable<XElement> Views() =>
        XDocument.Load(Path.Combine(Path.GetDirectoryName(BuiltModule.Setting("Module"))!, "PerfTracking.Format.ps1xml")).Descendants("TableHeaders");

    // Where a window is too narrow, the last columns are left out.
    private static IEnumerable<string> Headers(XElement view)
    {
        string labels = "", rules = "";
        foreach (XElement column in view.Elements("TableColumnHeader"))
        {
            string label = (string?)column.Element("Label") ?? "";
            int width = (int?)column.Element("Width") ?? label.Length;
            bool isRight = (string?)column.Element("Alignment") == "Right";
            string Placed(string text) => isRight ? text.PadLeft(width) : text.PadRight(width);
            labels += Placed(label) + " ";
            rules += Placed(new string('-', label.Length)) + " ";
            yield return $"{labels.TrimEnd()}\n{rules.TrimEnd()}";
        }
    }

    private static bool IsRule(string line) =>
        line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > 1 } words && words.All(static word => word.All(static letter => letter == '-'));
}
