using Xunit.Abstractions;

namespace PerfTracking.Pester.Tests;

/// <inheritdoc cref="PesterSuite"/>
public sealed class Pester5Tests(ITestOutputHelper output) : PesterSuite(5, output);
