using System.Reflection;
using static PerfTracking.Architecture.Tests.House;

namespace PerfTracking.Architecture.Tests;

/// <summary>The arrows between projects, as docs/architecture.md has them.</summary>
public class ArrowTests
{
    private const string PowerShell = "System.Management.Automation";

    private static readonly string[] Rooms = ["Analysis", "Formats", "Machine", "Notifications", "Pages", "Postgres", "Storage"];

    /// <summary>Whom each project may know. A project that is not in it may not be there.</summary>
    private static readonly Dictionary<string, string[]> Arrows = new(Rooms.Select(static room => KeyValuePair.Create(room, (string[])["Core"])))
    {
        ["Core"] = [],
        ["Loader"] = [],
        ["Cmdlets"] = ["Core", .. Rooms],
        ["Dashboard"] = ["Core", .. Rooms],
    };

    public static TheoryData<string> Projects => [.. House.Projects];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_knows_only_those_it_may_know(string project)
    {
        Assert.Contains(project, Arrows.Keys);
        Assert.Empty(References(project).Where(IsOurs).Select(NameOf).Except(Arrows[project]));
    }

    [Fact]
    public void Core_has_no_package() =>
        Assert.DoesNotContain(References("Core"), static name => !name.StartsWith("System.", StringComparison.Ordinal) || name == PowerShell);

    [Theory]
    [MemberData(nameof(Projects))]
    public void Only_the_cmdlets_and_their_loader_know_PowerShell(string project) =>
        Assert.True(project is "Cmdlets" or "Loader" || !References(project).Contains(PowerShell));

    private static string[] References(string project) =>
        [.. Assembly.LoadFrom(FileOf(project)).GetReferencedAssemblies().Select(static name => name.Name!)];
}
