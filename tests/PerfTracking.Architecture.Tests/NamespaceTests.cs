using ArchUnitNET.Domain;
using ArchLoader = ArchUnitNET.Loader.ArchLoader;

namespace PerfTracking.Architecture.Tests;

/// <summary>Inside a project, namespaces know each other one way only; one that holds others is one of them.</summary>
public class NamespaceTests
{
    public static TheoryData<string> Projects => [.. House.Projects];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Namespaces_of_a_project_know_each_other_one_way_only(string project)
    {
        string[] cycles = Cycles(House.FileOf(project));

        // Whoever breaks the rule needs to see all of them.
        Assert.True(cycles.Length == 0, string.Join(Environment.NewLine, cycles));
    }

    [Fact]
    public void Namespaces_that_know_each_other_over_a_third_are_found() => Assert.Equal(
        ["Circle.One.Here → Circle.Two.There", "Circle.Three.Yonder → Circle.One.Here", "Circle.Two.There → Circle.Three.Yonder"],
        Cycles(typeof(NamespaceTests).Assembly.Location).Select(static arrow => arrow.Replace("PerfTracking.Architecture.Tests.", string.Empty, StringComparison.Ordinal)));

    /// <summary>The arrows between types that close a circle of namespaces.</summary>
    private static string[] Cycles(string file)
    {
        IType[] types = [.. new ArchLoader().LoadAssemblies(System.Reflection.Assembly.LoadFrom(file)).Build().Types];
        ILookup<string, (IType From, IType To)> arrows = types
            .SelectMany(static type => type.Dependencies.Select(dependency => (From: type, To: dependency.Target)))
            .Where(static arrow => arrow.From.Assembly.Equals(arrow.To.Assembly) && Home(arrow.From) != Home(arrow.To))
            .Distinct().ToLookup(static arrow => Home(arrow.From));
        return
        [
            .. arrows.SelectMany(static known => known).Where(arrow => IsReached(Home(arrow.To), Home(arrow.From), []))
                .Select(static arrow => $"{arrow.From.FullName} → {arrow.To.FullName}").Order(StringComparer.Ordinal),
        ];

        bool IsReached(string from, string to, HashSet<string> seen) =>
            from == to || (seen.Add(from) && arrows[from].Any(arrow => IsReached(Home(arrow.To), to, seen)));
    }

    private static string Home(IType type) => type.Namespace.FullName;
}
