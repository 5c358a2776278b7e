using PerfTracking.Alerts;

namespace PerfTracking.Triage;

/// <summary>The port to the log that gets a line for everything a person does to an alert.</summary>
public interface IDecisionLog
{
    /// <summary>Writes the lines of what was done at once.</summary>
    /// <param name="entries">What was done, all at the same time.</param>
    /// <exception cref="IOException">The log cannot be written; what was done is stored all the same.</exception>
    void Write(IReadOnlyCollection<DecisionEntry> entries);
}

/// <summary>One thing that a person did to an alert.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="By">Who they are.</param>
/// <param name="Action">What they did.</param>
/// <param name="Alert">The alert as it is since.</param>
/// <param name="Before">The state it was in; <see langword="null"/> where there was no alert before.</param>
public sealed record DecisionEntry(DateTimeOffset At, string By, DecisionAction Action, PerfAlert Alert, AlertState? Before);

/// <summary>What a person can do to an alert.</summary>
public enum DecisionAction
{
    /// <summary>Accept it.</summary>
    Approve,

    /// <summary>Accept it, and make its level the baseline.</summary>
    Rebaseline,

    /// <summary>Call it a false alarm.</summary>
    Deny,

    /// <summary>Raise it by hand.</summary>
    Raise,

    /// <summary>Say that the change began elsewhere.</summary>
    Move,

    /// <summary>Change its notes or severity.</summary>
    Edit,
}
