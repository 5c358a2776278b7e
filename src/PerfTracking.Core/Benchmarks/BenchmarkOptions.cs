namespace PerfTracking.Benchmarks;

/// <summary>How long and how often each benchmark runs.</summary>
public sealed record BenchmarkOptions
{
    /// <summary>The fewest rounds after which a session may be precise enough: two of all six orders of three arms.</summary>
    public const int LeastRounds = 12;

    /// <summary>Runs that do not count: of a script block in each process, of a program before the first round.</summary>
    public int Warmup { get; init; } = 1;

    /// <summary>Exactly how many rounds, each a process invocation of its own in every arm; <see langword="null"/> until it is precise enough.</summary>
    public int? Rounds { get; init; }

    /// <summary>How many measured runs a round has in each arm; <see langword="null"/> for as many as pay for the start of a process.</summary>
    public int? Iterations { get; init; }

    /// <summary>After how long no further round begins, warm-up included; <see langword="null"/> for no limit. One round is always run.</summary>
    public TimeSpan? TimeBudget { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Half the width, in per cent, of the 95 % interval at which a result is precise enough: of the typical time of one arm,
    /// or of the ratio of head and base. Greater than 0.
    /// </summary>
    public double Precision { get; init; } = 1;
}
