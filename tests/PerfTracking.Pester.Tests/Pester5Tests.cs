using Xunit.Abstractions;

namespace PerfTracking.Pester.Tests;

/// <inheritdoc cref="PesterSuite"/>
public sealed class Pester5Tests(Pester5Tests.Run run, ITestOutputHelper output) : PesterSuite(run, output), IClassFixture<Pester5Tests.Run>
{
    /// <inheritdoc cref="PesterRun"/>
    public sealed class Run() : PesterRun(5);
}
