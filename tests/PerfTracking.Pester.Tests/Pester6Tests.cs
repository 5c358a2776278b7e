using Xunit.Abstractions;

namespace PerfTracking.Pester.Tests;

/// <inheritdoc cref="PesterSuite"/>
public sealed class Pester6Tests(Pester6Tests.Run run, ITestOutputHelper output) : PesterSuite(run, output), IClassFixture<Pester6Tests.Run>
{
    /// <inheritdoc cref="PesterRun"/>
    public sealed class Run() : PesterRun(6);
}
