namespace PerfTracking.Alerts;

/// <summary>What a person decided about an alert.</summary>
/// <param name="State"><see cref="AlertState.Approved"/> or <see cref="AlertState.Denied"/>.</param>
/// <param name="Notes">What they noted, or <see langword="null"/>.</param>
/// <param name="By">Who they are.</param>
/// <param name="At">When they decided.</param>
/// <param name="Rebaseline">Whether the new level becomes the baseline: the series' history begins at the change.</param>
public sealed record AlertDecision(AlertState State, string? Notes, string By, DateTimeOffset At, bool Rebaseline = false);
