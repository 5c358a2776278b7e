using PerfTracking.Alerts;

namespace PerfTracking.Stores;

/// <summary>The port to the alerts that a store remembers. Every member raises <see cref="Stores.PerfStoreException"/> where the store fails.</summary>
public interface IAlertStore
{
    /// <summary>Reads alerts, in the order of their numbers.</summary>
    /// <param name="query">Which ones.</param>
    IEnumerable<PerfAlert> ReadAlerts(AlertQuery query);

    /// <summary>
    /// Records one decision about many alerts at once. Where somebody else decided otherwise since they were read, that stays, and
    /// the outcome says so; the other alerts are decided all the same (<see cref="AlertDecision.OutcomeFor"/>).
    /// </summary>
    /// <param name="alerts">The alerts, as whoever decides saw them.</param>
    /// <param name="decision">The decision.</param>
    /// <returns>What became of it, one outcome for each alert, in their order.</returns>
    IReadOnlyList<AlertOutcome> Decide(IReadOnlyCollection<SeenAlert> alerts, AlertDecision decision);

    /// <summary>Adds an alert that a person raised.</summary>
    /// <param name="alert">The alert, as <see cref="ManualAlert.Of"/> makes it.</param>
    /// <returns>The alert as it is stored, with its number and commits.</returns>
    /// <exception cref="ArgumentException">The store has no such series, or no such snapshot in it.</exception>
    PerfAlert Raise(PerfAlert alert);

    /// <summary>Writes what a person changed of an alert.</summary>
    /// <param name="id">The alert.</param>
    /// <param name="edit">The change.</param>
    /// <returns>The alert as it is now, or <see langword="null"/> where there is none.</returns>
    /// <exception cref="ArgumentException">The snapshot of the change is none of the alert's series.</exception>
    PerfAlert? Edit(long id, AlertEdit edit);
}
