using System.Globalization;
using PerfTracking.Alerts;
using PerfTracking.Storage.Raw;
using PerfTracking.Triage;

namespace PerfTracking.Storage;

/// <summary>
/// One JSON object a line for everything a person does to an alert, in a file a month beside the store. The schema is described
/// in docs/log.md. What was decided outlives the days it was about: these files are kept.
/// </summary>
/// <param name="folder">The store's folder.</param>
public sealed class DecisionLineLog(string folder) : IDecisionLog
{
    /// <summary>The version of the schema.</summary>
    public const int SchemaVersion = 1;

    /// <inheritdoc/>
    public void Write(IReadOnlyCollection<DecisionEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        foreach (IGrouping<string, DecisionEntry> month in entries.GroupBy(static entry => entry.At.UtcDateTime.ToString("yyyyMM", CultureInfo.InvariantCulture)))
        {
            LogFile.Append(Path.Combine(folder, $"decisions_{month.Key}.log"), [.. month.SelectMany(LineOf)]);
        }
    }

    private static byte[] LineOf(DecisionEntry entry)
    {
        PerfAlert alert = entry.Alert;
        return new JsonLine().BeginObject()
            .Add("schema", SchemaVersion)
            .Add("time", IsoTime.Write(entry.At))
            .Add("by", entry.By)
            .Add("action", entry.Action.ToString())
            .Add("alert", alert.Id)
            .Add("before", entry.Before?.ToString())
            .Add("state", alert.State.ToString())
            .Add("application", alert.Application)
            .Add("environment", alert.Environment)
            .Add("cold", alert.Cold)
            .Add("metric", alert.Metric)
            .Add("kind", alert.Kind)
            .Add("severity", alert.Severity.ToString())
            .Add("value", alert.Value)
            .Add("expected", alert.Expected)
            .Add("unit", alert.Unit)
            .Add("change", alert.ChangeSnapshotId ?? alert.FirstSnapshotId)
            .Add("commitBefore", alert.CommitBefore)
            .Add("commitAfter", alert.CommitAfter)
            .Add("branch", alert.Branch)
            .Add("notes", alert.Notes)
            .EndObject().ToUtf8();
    }
}
