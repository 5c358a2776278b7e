using PerfTracking.Charts;

namespace PerfTracking.Pages.Models;

/// <summary>What a page shows.</summary>
public abstract record PageModel
{
    /// <summary>The page's name, as the browser's title has it.</summary>
    public abstract string Title { get; }

    /// <summary>The page's own path, one of <see cref="PagePath"/>.</summary>
    public abstract string Path { get; }

    /// <summary>What was asked for.</summary>
    public required PageQuery Query { get; init; }

    /// <summary>When the page was made, UTC.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>What there is to choose from.</summary>
    public required PageChoices Choices { get; init; }

    /// <summary>Where the store is.</summary>
    public required string Store { get; init; }

    /// <summary>How many alerts are open, of all applications.</summary>
    public int OpenAlerts { get; init; }
}

/// <summary>What there is to choose from, and what is chosen.</summary>
/// <param name="Groups">The groups of the store.</param>
/// <param name="Branches">The branches of the latest commits.</param>
/// <param name="Application">The application that is shown: the one that was asked for, otherwise the one measured last; <see langword="null"/> in an empty store.</param>
public sealed record PageChoices(IReadOnlyList<SeriesGroup> Groups, IReadOnlyList<string> Branches, string? Application)
{
    /// <summary>Whether nothing was ever saved.</summary>
    public bool IsEmpty => Groups.Count == 0;

    /// <summary>The applications there are, in alphabetical order.</summary>
    public IReadOnlyList<string> Applications => [.. Groups.Select(static group => group.Application).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>The environments in which the chosen application was measured.</summary>
    public IReadOnlyList<string> Environments =>
        [.. Groups.Where(group => string.Equals(group.Application, Application, StringComparison.OrdinalIgnoreCase)).Select(static group => group.Environment).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>The group of the chosen application that was measured last, among those that a query means; <see langword="null"/> where there is none.</summary>
    /// <param name="query">The query.</param>
    public SeriesGroup? Latest(PageQuery query) => Groups
        .Where(group => string.Equals(group.Application, Application, StringComparison.OrdinalIgnoreCase)
            && (query.Environment is null || string.Equals(group.Environment, query.Environment, StringComparison.OrdinalIgnoreCase))
            && (query.Cold is null || group.Cold == query.Cold))
        .MaxBy(static group => group.Latest);
}
