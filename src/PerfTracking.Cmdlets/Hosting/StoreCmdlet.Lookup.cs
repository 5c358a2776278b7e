using System.Management.Automation;
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

    /// <summary>
    /// Whether a text stands for one name or, empty, for all; an error where it is a pattern: what is written is written for a
    /// name. One that the store has is a name, whatever it holds.
    /// </summary>
    /// <param name="name">What the user typed, or what came through the pipeline.</param>
    /// <param name="what">What it names.</param>
    /// <param name="isStored">Whether the store has a name.</param>
    private protected bool IsOne(string? name, string what, Func<string, bool> isStored)
    {
        if (string.IsNullOrEmpty(name) || !NamePatterns.IsPattern(name) || isStored(name))
        {
            return true;
        }

        WriteError(InputErrors.NameNotValid(name, what, "one can be given here, and wildcards stand for several; a backtick before each makes it part of a name"));
        return false;
    }

    /// <summary>The name that <see cref="IsOne"/> took, without backticks; <see langword="null"/> for all, which an empty cell of a CSV file stands for.</summary>
    /// <param name="name">What the user typed.</param>
    private protected static string? PlainName(string? name) => string.IsNullOrEmpty(name) ? null : WildcardPattern.Unescape(name);

    /// <summary>The latest snapshot of each application, without its measurements.</summary>
    /// <param name="applications">Names with wildcards, or <see langword="null"/> for all.</param>
    private protected IEnumerable<PerfSnapshot> FindLatestSnapshots(string[]? applications) =>
        OpenedStore.ReadLatestSnapshots(new HistoryQuery { Application = NameFilter.Matching(applications), Metric = NameFilter.None });
}
