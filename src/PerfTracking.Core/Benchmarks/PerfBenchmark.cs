using PerfTracking.Formatting;

namespace PerfTracking.Benchmarks;

/// <summary>A named piece of work in a <c>*.Perf.ps1</c> file: a script block, or a program.</summary>
public sealed record PerfBenchmark
{
    /// <summary>What the names of benchmark files match.</summary>
    public const string FilePattern = "*.Perf.ps1";

    private readonly IReadOnlyList<string> _tags = Rows<string>.Of([]);

    /// <summary>Its name, unique among the files that are run together.</summary>
    public required string Name { get; init; }

    /// <summary>The catalogue's metric that its time belongs to (<c>VAL-001</c>), or <see langword="null"/>.</summary>
    public string? Metric { get; init; }

    /// <summary>Its tags.</summary>
    public IReadOnlyList<string> Tags { get => _tags; init => _tags = Rows<string>.Of(value); }

    /// <summary>The full path of the file that defines it, or <see langword="null"/> where none does.</summary>
    public string? File { get; init; }

    /// <summary>The line on which it is defined, from 1; 0 where no file does.</summary>
    public int Line { get; init; }

    /// <summary>The program, or <see langword="null"/> for a script block.</summary>
    public BenchmarkProgram? Program { get; init; }

    /// <summary>Whether script runs around the work: then a program too is started by a process of the engine.</summary>
    public bool HasSetup { get; init; }

    /// <summary>The work as it is written, for people.</summary>
    public string Work { get; init; } = string.Empty;
}
