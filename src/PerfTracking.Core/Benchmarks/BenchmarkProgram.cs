using PerfTracking.Formatting;

namespace PerfTracking.Benchmarks;

/// <summary>A program that is the work of a benchmark.</summary>
/// <param name="FilePath">Its full path; or, where it was not found, the text it was named by.</param>
public sealed record BenchmarkProgram(string FilePath)
{
    private readonly IReadOnlyList<string> _arguments = Rows<string>.Of([]);

    /// <summary>Its arguments, each of which arrives as it is.</summary>
    public IReadOnlyList<string> Arguments { get => _arguments; init => _arguments = Rows<string>.Of(value); }

    /// <summary>The folder it starts in, or <see langword="null"/> for the session's.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Whether an exit code other than 0 is no failure.</summary>
    public bool IgnoreExitCode { get; init; }

    /// <inheritdoc/>
    public override string ToString() => FilePath;
}
