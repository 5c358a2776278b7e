using PerfTracking.Detection;
using PerfTracking.Formatting;

namespace PerfTracking.Alerts;

/// <summary>
/// Alerts that began with the same commit, so that they are settled with one decision: of one application and branch, all for the
/// worse or all for the better, whatever their metrics, kinds and environments.
/// </summary>
public sealed record AlertCause
{
    private readonly IReadOnlyList<PerfAlert> _alerts = Rows<PerfAlert>.Of([]);

    /// <summary>The application that was measured.</summary>
    public required string Application { get; init; }

    /// <summary>The branch, or <see langword="null"/> where that is not known.</summary>
    public string? Branch { get; init; }

    /// <summary>For the worse, or for the better.</summary>
    public ChangeEffect Effect { get; init; }

    /// <summary>The last commit before it, or <see langword="null"/> where that is not known. The cause lies after it.</summary>
    public string? CommitBefore { get; init; }

    /// <summary>The first commit that shows it, or <see langword="null"/> where that is not known. The cause is this one or before it.</summary>
    public string? CommitAfter { get; init; }

    /// <summary>The alerts, in the order in which they began.</summary>
    public required IReadOnlyList<PerfAlert> Alerts { get => _alerts; init => _alerts = Rows<PerfAlert>.Of(value); }

    /// <summary>How many alerts there are.</summary>
    public int Count => _alerts.Count;

    /// <summary>How many of them are open.</summary>
    public int OpenCount => _alerts.Count(static alert => alert.State == AlertState.Open);

    /// <summary>The worst severity among them.</summary>
    public PerfSeverity Severity => _alerts.Max(static alert => alert.Severity);

    /// <summary>When the first of them began, UTC.</summary>
    public DateTimeOffset Since => _alerts[0].Since;

    /// <summary>When the first of them was raised, UTC.</summary>
    public DateTimeOffset RaisedAt => _alerts.Min(static alert => alert.RaisedAt);

    /// <summary>How long ago that was.</summary>
    /// <param name="now">The time.</param>
    public TimeSpan AgeAt(DateTimeOffset now) => now > RaisedAt ? now - RaisedAt : TimeSpan.Zero;

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Application} {(NameText.Commits(CommitBefore, CommitAfter) is { Length: > 0 } commits ? commits : $"#{_alerts[0].ChangeSnapshotId ?? _alerts[0].FirstSnapshotId}")}: {Count}";

    /// <summary>
    /// Groups alerts by what caused them. Gaps between commits that share their end, or their beginning, are one cause, for each
    /// series has its own gaps where not every commit is measured everywhere. What began without a new commit, or where commits are
    /// not known, is one cause where it began with the same snapshot. Pure.
    /// </summary>
    /// <param name="alerts">The alerts, in any order.</param>
    /// <returns>The causes, for the worse before for the better, the latest to begin first.</returns>
    public static IReadOnlyList<AlertCause> Group(IEnumerable<PerfAlert> alerts)
    {
        ArgumentNullException.ThrowIfNull(alerts);
        var groups = new List<Members>();
        var byKey = new Dictionary<(string Place, string Key), Members>();
        foreach (PerfAlert alert in alerts.OrderBy(static alert => alert.Since).ThenBy(static alert => alert.Id))
        {
            string place = $"{alert.Application.ToUpperInvariant()}\n{alert.Branch}\n{alert.Effect}";
            string[] keys = KeysOf(alert);
            Members? group = keys.Select(key => byKey.GetValueOrDefault((place, key))).FirstOrDefault(static known => known is not null);
            if (group is null)
            {
                groups.Add(group = new Members());

                // A group's gap stays that of its first alert, the earliest to end: what shares an edge with it overlaps it.
                foreach (string key in keys)
                {
                    byKey.TryAdd((place, key), group);
                }
            }

            group.Alerts.Add(alert);
        }

        return
        [
            .. groups.Select(static group => group.ToCause())
                .OrderBy(static cause => cause.Effect == ChangeEffect.Better).ThenByDescending(static cause => cause.Since).ThenBy(static cause => cause.Alerts[0].Id),
        ];
    }

    // The closest first: the same gap, the same end, the same beginning.
    private static string[] KeysOf(PerfAlert alert) => (alert.CommitBefore, alert.CommitAfter) switch
    {
        ({ } before, { } after) when before != after => [$"{before}..{after}", $"..{after}", $"{before}.."],
        (null, { } after) => [$"..{after}"],
        _ => [$"#{alert.ChangeSnapshotId ?? alert.FirstSnapshotId}"],
    };

    private sealed class Members
    {
        public List<PerfAlert> Alerts { get; } = [];

        public AlertCause ToCause() => new()
        {
            Application = Alerts[0].Application,
            Branch = Alerts[0].Branch,
            Effect = Alerts[0].Effect,
            CommitBefore = Alerts.Find(static alert => alert.CommitBefore is not null)?.CommitBefore,
            CommitAfter = Alerts[0].CommitAfter,
            Alerts = Alerts,
        };
    }
}
