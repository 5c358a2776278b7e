using PerfTracking.Detection;

namespace PerfTracking.Alerts;

/// <summary>What a person changes of an alert, the decision about it apart. What is <see langword="null"/> stays as it is.</summary>
/// <param name="By">Who they are.</param>
/// <param name="At">When they changed it.</param>
public sealed record AlertEdit(string By, DateTimeOffset At)
{
    /// <summary>Another severity.</summary>
    public PerfSeverity? Severity { get; init; }

    /// <summary>Other notes; empty for none.</summary>
    public string? Notes { get; init; }

    /// <summary>Another place of the change, with the levels on both sides of it.</summary>
    public AlertChange? Change { get; init; }

    /// <summary>An alert with this change. When it began and between which commits, the store knows.</summary>
    /// <param name="alert">The alert as it is.</param>
    public PerfAlert ApplyTo(PerfAlert alert)
    {
        ArgumentNullException.ThrowIfNull(alert);
        PerfAlert edited = alert with
        {
            EditedBy = By,
            EditedAt = At,
            Severity = Severity ?? alert.Severity,
            Notes = Notes is null ? alert.Notes : Notes.Length > 0 ? Notes : null,
        };

        // What the size may be was of the change where a tier saw it.
        return Change is not { } change ? edited : edited with
        {
            Expected = change.Before,
            Level = change.After,
            ShiftLower = null,
            ShiftUpper = null,
            DeviationPercent = change.DeviationPercent,
            Message = change.Message,
            ChangeSnapshotId = change.SnapshotId,
            DetectedSnapshotId = alert.DetectedSnapshotId ?? (alert.Kind == ManualAlert.Kind ? null : alert.ChangeSnapshotId),
            Steps = [FirstStep(alert, change), .. alert.Steps.Skip(1)],
        };
    }

    private PerfAlertStep FirstStep(PerfAlert alert, AlertChange change)
    {
        PerfAlertStep step = alert.Steps.Count > 0 ? alert.Steps[0] : new PerfAlertStep(change.SnapshotId, change.SnapshotId, At, change.Before, change.After);
        return step with { ChangeSnapshotId = change.SnapshotId, Before = change.Before, After = change.After };
    }
}

/// <summary>Where a series changed, as a person sees it.</summary>
/// <param name="SnapshotId">The first snapshot on the new level.</param>
/// <param name="Before">The level before it, in the metric's unit.</param>
/// <param name="After">The level after it, in the metric's unit.</param>
/// <param name="DeviationPercent">How far the alert's value lies beyond the level before in the bad direction, in per cent; <see langword="null"/> where nothing is a share of that.</param>
/// <param name="Message">One sentence for a person.</param>
public sealed record AlertChange(long SnapshotId, double Before, double After, double? DeviationPercent, string Message);
