using System.Text.RegularExpressions;
using PerfTracking.ModuleTests.Engine;
using PerfTracking.ModuleTests.Verdicts;

namespace PerfTracking.ModuleTests.Processes;

/// <summary>Plays the gate that the pages tell people to copy.</summary>
[Collection(SharedEngine.Name)]
public sealed partial class GateTests : IDisposable
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Built.ModuleFolder, "..", ".."));

    private readonly ModuleSession _session = Shop.Open();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("docs/guide.md")]
    [InlineData("docs/cmdlets/Save-PerfBaseline.md")]
    [InlineData("docs/cmdlets/Get-PerfRegression.md")]
    [InlineData("module/en-US/about_PerfTracking.help.txt")]
    public void All_pages_have_the_same_gate(string page)
    {
        Assert.Equal(GateOf("README.md"), GateOf(page));
    }

    [Fact]
    public async Task It_fails_on_a_regression_passes_once_that_is_approved_and_fails_on_a_mistyped_name()
    {
        _session.Run("$null = Save-Value APP-001 400, 410").AssertClean();
        Assert.Equal(0, await ExitCode("shop"));

        _session.Run("$null = Save-Value APP-001 620").AssertClean();
        Assert.Equal(1, await ExitCode("shop"));

        _session.Run("Get-PerfAlert | Approve-PerfAlert").AssertClean();
        Assert.Equal(0, await ExitCode("shop"));
        Assert.Equal(1, await ExitCode("shpo"));
        Assert.Equal(1, await ExitCode("shop", _session["typo.db"]));
    }

    private async Task<int> ExitCode(string application, string? store = null) =>
        (await ShellRun.Script($"{GateOf("README.md").Replace("orders-ci", application, StringComparison.Ordinal)}; exit 0", store ?? _session.Store)).ExitCode;

    private static string GateOf(string page) => Assert.Single(Gate().Matches(File.ReadAllText(Path.Combine(Root, page)))).Value;

    [GeneratedRegex(@"if \(Get-PerfRegression .+ \{ exit 1 \}")]
    private static partial Regex Gate();
}
