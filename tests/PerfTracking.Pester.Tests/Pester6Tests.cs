using Xunit.Abstractions;

namespace PerfTracking.Pester.Tests;

/// <inheritdoc cref="PesterSuite"/>
public sealed class Pester6Tests(ITestOutputHelper output) : PesterSuite(6, output);
