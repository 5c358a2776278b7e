using System.Reflection;
using ArchUnitNET.Fluent.Slices;
using PerfTracking.Analysis;
using PerfTracking.History;
using ArchLoader = ArchUnitNET.Loader.ArchLoader;

namespace PerfTracking.Storage.Tests;

/// <summary>The arrows of docs/architecture.md.</summary>
public class ArchitectureTests
{
    [Fact]
    public void The_rooms_of_Core_know_each_other_one_way_only() => Assert.Empty(Cycles(typeof(PerfSnapshot).Assembly, "PerfTracking.(*)"));

    [Fact]
    public void Two_rooms_that_know_each_other_are_found() => Assert.NotEmpty(Cycles(typeof(ArchitectureTests).Assembly, "PerfTracking.Storage.Tests.Circle.(*)"));

    [Theory]
    [InlineData(typeof(PerfSnapshot))]
    [InlineData(typeof(RegressionDetector), "PerfTracking.Core")]
    [InlineData(typeof(SqliteStore), "PerfTracking.Core")]
    public void A_room_knows_those_it_may_know(Type inside, params string[] known)
    {
        string[] ours = [.. inside.Assembly.GetReferencedAssemblies().Select(static name => name.Name!).Where(static name => name.StartsWith("PerfTracking.", StringComparison.Ordinal))];

        Assert.Equal(known, ours);
    }

    private static string[] Cycles(Assembly assembly, string rooms) =>
    [
        .. SliceRuleDefinition.Slices().Matching(rooms).Should().BeFreeOfCycles().Evaluate(new ArchLoader().LoadAssembly(assembly).Build())
            .Where(static result => !result.Passed).Select(static result => result.Description),
    ];

    [Fact]
    public void Core_has_no_package()
    {
        AssemblyName[] packages = [.. typeof(PerfSnapshot).Assembly.GetReferencedAssemblies().Where(static name => !name.Name!.StartsWith("System.", StringComparison.Ordinal))];

        Assert.Empty(packages);
    }
}
