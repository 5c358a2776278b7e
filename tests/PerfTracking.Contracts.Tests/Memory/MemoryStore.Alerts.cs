using PerfTracking.Alerts;
using PerfTracking.History;
using PerfTracking.Stores;

namespace PerfTracking.Contracts.Memory;

/// <content>What people decide and note.</content>
internal sealed partial class MemoryStore
{
    public IEnumerable<PerfAlert> ReadAlerts(AlertQuery query) => shared.Use(tables => tables.Alerts
        .Where(alert => query.Ids?.Contains(alert.Id) != false && query.States?.Contains(alert.State) != false && !(alert.Severity < query.MinimumSeverity)
            && (query.Metric is not { } metric || metric.IsMatch(alert.Metric) || metric.IsMatch(alert.Name)) && query.Application?.IsMatch(alert.Application) != false
            && query.Environment?.IsMatch(alert.Environment) != false && (query.Cold is not { } cold || cold == alert.Cold)
            && !(alert.RaisedAt < query.Since) && !(alert.RaisedAt > query.Until) && !(alert.LastSeenAt < query.SeenSince)).ToList());

    public IReadOnlyList<AlertOutcome> Decide(IReadOnlyCollection<SeenAlert> alerts, AlertDecision decision)
    {
        if (decision.State is not (AlertState.Approved or AlertState.Denied))
        {
            throw new ArgumentException($"'{decision.State}' is no decision.", nameof(decision));
        }

        return Change(tables =>
        {
            var kinds = new Dictionary<long, AlertOutcomeKind>();
            var rebaselined = new List<PerfAlert>();
            foreach (SeenAlert seen in alerts)
            {
                kinds.TryAdd(seen.Id, Decide(tables, seen, decision, rebaselined));
            }

            BeginHistory(tables, rebaselined, latest: rebaselined);

            return (IReadOnlyList<AlertOutcome>)[.. alerts.Select(seen => new AlertOutcome(seen.Id, kinds[seen.Id], tables.Alerts.Find(alert => alert.Id == seen.Id)))];
        });
    }

    public PerfAlert Raise(PerfAlert alert) => Change(tables =>
    {
        EnsureMeasured(tables, alert, alert.ChangeSnapshotId ?? alert.FirstSnapshotId);
        return tables.Add(alert);
    });

    public PerfAlert? Edit(long id, AlertEdit edit) => Change(tables =>
    {
        int place = tables.Alerts.FindIndex(alert => alert.Id == id);
        if (place < 0)
        {
            return null;
        }

        PerfAlert edited = edit.ApplyTo(tables.Alerts[place]);
        if (edit.Change is { } change)
        {
            EnsureMeasured(tables, edited, change.SnapshotId);
            edited = tables.Placed(edited);
        }

        tables.Alerts[place] = edited;
        if (edited.Rebaselined)
        {
            BeginHistory(tables, [edited], latest: []);
        }

        return edited;
    });

    public PerfAnnotation AddAnnotation(PerfAnnotation annotation)
    {
        if (annotation.FindDefect() is { } defect)
        {
            throw new ArgumentException(defect, nameof(annotation));
        }

        return Change(tables =>
        {
            if (tables.Annotations.Find(known => known.Identity == annotation.Identity) is not { } added)
            {
                tables.Annotations.Add(added = annotation with { Id = ++tables.LastAnnotation });
            }

            return added;
        });
    }

    public IReadOnlyList<PerfAnnotation> ReadAnnotations(AnnotationQuery query) => shared.Use(tables => tables.Annotations
        .Where(annotation => query.Ids?.Contains(annotation.Id) != false && !(annotation.Timestamp < query.Since) && !(annotation.Timestamp > query.Until)
            && Concerns(query.Application, annotation.Application) && Concerns(query.Environment, annotation.Environment)
            && (Concerns(query.Metric, annotation.Metric) || Concerns(query.Metric, tables.Catalogue(string.Empty).FindById(annotation.Metric!)?.Name ?? annotation.Metric)))
        .OrderBy(static annotation => annotation.Timestamp).ThenBy(static annotation => annotation.Identity).ToList());

    public int RemoveAnnotations(IReadOnlyCollection<long> ids) => Change(tables => tables.Annotations.RemoveAll(annotation => ids.Contains(annotation.Id)));

    private static bool Concerns(NameFilter? filter, string? named) => filter is null || named is null || filter.IsMatch(named);

    private static AlertOutcomeKind Decide(MemoryTables tables, SeenAlert seen, AlertDecision decision, List<PerfAlert> rebaselined)
    {
        int place = tables.Alerts.FindIndex(alert => alert.Id == seen.Id);
        AlertOutcomeKind kind = place < 0 ? AlertOutcomeKind.NotFound : decision.OutcomeFor(tables.Alerts[place], seen);
        if (kind == AlertOutcomeKind.Recorded)
        {
            PerfAlert before = tables.Alerts[place];
            bool isToldSince = tables.Alerts.Exists(other => other.Lasts && other.Id != before.Id && other.Kind == before.Kind && MemorySeries.Of(other) == MemorySeries.Of(before));
            PerfAlert decided = tables.Alerts[place] = decision.ApplyTo(before, isToldSince);
            if (decision.Rebaseline == true || before.Rebaselined != decided.Rebaselined)
            {
                rebaselined.Add(decided);
            }
        }

        return kind;
    }

    // At the change that was accepted last; where none is left, the whole history counts again.
    private static void BeginHistory(MemoryTables tables, List<PerfAlert> alerts, List<PerfAlert> latest)
    {
        foreach (MemorySeries series in alerts.Select(MemorySeries.Of).Distinct())
        {
            SnapshotMark[] marks =
            [
                .. tables.Alerts.Where(alert => alert.Rebaselined && MemorySeries.Of(alert) == series)
                    .Select(alert => (Alert: alert, Mark: BeginningOf(tables, alert)))
                    .OrderByDescending(began => latest.Exists(one => one.Id == began.Alert.Id)).ThenByDescending(static began => began.Alert.DecidedAt).ThenByDescending(static began => began.Mark)
                    .Select(static began => began.Mark),
            ];
            if (marks.Length == 0)
            {
                tables.Accepted.Remove(series);
            }
            else
            {
                tables.Accepted[series] = marks[0];
            }
        }
    }

    // A level that began with a removed snapshot begins with the next one of its series.
    private static void HandChangesOn(MemoryTables tables, IReadOnlyCollection<long> removed)
    {
        for (int i = 0; i < tables.Alerts.Count; i++)
        {
            PerfAlert alert = tables.Alerts[i];
            tables.Alerts[i] = alert with
            {
                ChangeSnapshotId = alert.ChangeSnapshotId is { } change ? Next(change) : null,
                DetectedSnapshotId = alert.DetectedSnapshotId is { } detected ? Next(detected) : null,
                Steps = [.. alert.Steps.Select(step => step with { ChangeSnapshotId = Next(step.ChangeSnapshotId) })],
            };

            long Next(long id) => !removed.Contains(id) ? id
                : tables.Of(MemorySeries.Of(alert)).SkipWhile(snapshot => snapshot.Id != id).FirstOrDefault(snapshot => !removed.Contains(snapshot.Id))?.Id ?? id;
        }
    }

    // With the last of its steps.
    private static SnapshotMark BeginningOf(MemoryTables tables, PerfAlert alert)
    {
        long[] places = [alert.ChangeSnapshotId ?? alert.FirstSnapshotId, .. alert.Steps.Select(static step => step.ChangeSnapshotId)];
        return tables.Snapshots.FindLast(snapshot => places.Contains(snapshot.Id))?.Mark ?? SnapshotMark.Before(alert.Since);
    }

    private static void EnsureMeasured(MemoryTables tables, PerfAlert alert, long snapshot)
    {
        if (!tables.Of(MemorySeries.Of(alert)).Any(other => other.Id == snapshot))
        {
            throw new ArgumentException($"The snapshot {snapshot} holds no value of the alert's series.");
        }
    }
}
