using PerfTracking.Alerts;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.History;
using PerfTracking.Stores;

namespace PerfTracking.Cmdlets.Hosting;

/// <content>Finding what a user named, with the same error everywhere where it is not there.</content>
public abstract partial class StoreCmdlet
{
    private NameCheck? _names;

    /// <summary>Tells of plain names that the store does not know.</summary>
    private protected NameCheck Names => _names ??= new NameCheck(OpenedStore, WriteError);

    /// <summary>The snapshot of a number, or an error and <see langword="null"/>.</summary>
    /// <param name="id">The number.</param>
    /// <param name="within">What else restricts it, or <see langword="null"/> for nothing.</param>
    private protected PerfSnapshot? FindSnapshot(long id, HistoryQuery? within = null)
    {
        PerfSnapshot? snapshot = OpenedStore.ReadSnapshots((within ?? new HistoryQuery()) with { SnapshotIds = [id] }).FirstOrDefault();
        if (snapshot is null)
        {
            WriteError(HistoryErrors.SnapshotNotFound(id, OpenedStore.Location.Text));
        }

        return snapshot;
    }

    /// <summary>The alert of a number, or an error and <see langword="null"/>.</summary>
    /// <param name="id">The number.</param>
    private protected PerfAlert? FindAlert(long id)
    {
        PerfAlert? alert = OpenedStore.ReadAlerts(new AlertQuery { Ids = [id] }).FirstOrDefault();
        if (alert is null)
        {
            WriteError(AlertErrors.NotFound(id, OpenedStore.Location.Text));
        }

        return alert;
    }

    /// <summary>The latest snapshot of each application.</summary>
    /// <param name="applications">Names with wildcards, or <see langword="null"/> for all.</param>
    private protected IEnumerable<PerfSnapshot> FindLatestSnapshots(string[]? applications) =>
        OpenedStore.ReadLatestSnapshots(new HistoryQuery { Application = NameFilter.Matching(applications) });
}
