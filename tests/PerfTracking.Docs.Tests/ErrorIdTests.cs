using System.Text.RegularExpressions;

namespace PerfTracking.Docs.Tests;

/// <summary>What goes wrong has a stable id: one place makes it, so that it has one text, and the documentation knows it.</summary>
public partial class ErrorIdTests
{
    private static readonly string[] Sources =
    [
        .. Directory.EnumerateFiles(BuiltModule.Setting("Sources"), "*.cs", SearchOption.AllDirectories)
            .Where(static file => !file.Split(Path.DirectorySeparatorChar).Any(static part => part is "obj" or "bin"))
            .Select(File.ReadAllText),
    ];

    public static TheoryData<string> Ids => [.. Sources.SelectMany(static source => Id().Matches(source)).Select(static match => match.Groups["id"].Value).Distinct().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_id_is_made_in_one_place(string id) =>
        Assert.Equal(1, Sources.Sum(source => source.Split($"\"{id}\"").Length - 1));

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_id_is_explained(string id) =>
        Assert.Contains(Directory.EnumerateFiles(BuiltModule.Setting("Docs"), "*.md", SearchOption.AllDirectories), file => File.ReadAllText(file).Contains($"`{id}`", StringComparison.Ordinal));

    [Fact]
    public void No_id_is_put_together() => Assert.DoesNotContain(Sources, static source => PutTogether().IsMatch(source));

    [Theory]
    [InlineData("MetricNotFound")] // CmdletError.Of
    [InlineData("LogNotWritten")] // a warning
    [InlineData("DirectoryNotFound")] // an error record of its own
    [InlineData("BaseNotFound")] // an exception that is a problem
    [InlineData("InputNotValid")] // a problem
    [InlineData("ProgramTimedOut")] // a constant
    public void Every_way_to_make_one_is_looked_at(string id) => Assert.Contains(id, (IEnumerable<string>)Ids);

    // NativeCommandError is the engine's own.
    [GeneratedRegex("""(CmdletError\.Of\(|Warn\(|new BenchmarkProblem\(|new BaseFailedException\(|(?<= => )new\(|const string \w+Id =)\s*"(?<id>[A-Z]\w+)"|"(?<id>(?!NativeCommand)[A-Z]\w+)",\s*ErrorCategory\.""", RegexOptions.ExplicitCapture)]
    private static partial Regex Id();

    [GeneratedRegex(@"(CmdletError\.Of|Warn|new BenchmarkProblem|new BaseFailedException)\(\s*\$""", RegexOptions.ExplicitCapture)]
    private static partial Regex PutTogether();
}
