namespace PerfTracking.Benchmarks;

/// <summary>One of the things that ran in turns in a session.</summary>
/// <param name="Name">What it is called in samples: <see cref="Head"/>, <see cref="Base"/>, <see cref="Control"/>.</param>
public sealed record BenchmarkArm(string Name)
{
    /// <summary>What is judged.</summary>
    public const string Head = "head";

    /// <summary>What it is compared with.</summary>
    public const string Base = "base";

    /// <summary>The base once more, as if it were a head: what it seems to differ by is noise.</summary>
    public const string Control = "control";

    /// <summary>The git commit, or <see langword="null"/> where it is not known.</summary>
    public string? Commit { get; init; }

    /// <summary>The git branch or the reference that was asked for, or <see langword="null"/>.</summary>
    public string? Ref { get; init; }

    /// <summary>How it was found, for people: <c>merge base of HEAD and origin/main, after fetching 50 more commits</c>.</summary>
    public string? FoundBy { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
