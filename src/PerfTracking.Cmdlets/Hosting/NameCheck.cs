using System.Management.Automation;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Metrics;
using PerfTracking.Stores;

namespace PerfTracking.Cmdlets.Hosting;

/// <summary>
/// Tells of each plain name that a store does not know, once: a gate that finds nothing must not be green by a typing
/// mistake. Wildcards may match nothing.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="fail">Writes an error.</param>
internal sealed class NameCheck(IPerfStore store, Action<ErrorRecord> fail)
{
    private readonly HashSet<string> _told = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<(string Kind, string Name)> _known = [];

    /// <summary>Checks applications.</summary>
    /// <param name="names">What the user asked for, or <see langword="null"/>.</param>
    /// <returns>Whether any of them is worth looking for.</returns>
    public bool Applications(string[]? names) => Check(names, Once("application", HasApplication), name => HistoryErrors.ApplicationNotFound(name, store.Location.Text));

    /// <summary>Checks environments.</summary>
    /// <param name="names">What the user asked for, or <see langword="null"/>.</param>
    /// <returns>Whether any of them is worth looking for.</returns>
    public bool Environments(string[]? names) => Check(names, Once("environment", HasEnvironment), name => HistoryErrors.EnvironmentNotFound(name, store.Location.Text));

    /// <summary>Checks metrics.</summary>
    /// <param name="names">What the user asked for, or <see langword="null"/>.</param>
    /// <returns>Whether any of them is worth looking for.</returns>
    public bool Metrics(string[]? names)
    {
        MetricCatalogue? catalogue = null;
        return Check(names, Once("metric", name => (catalogue ??= store.ReadCatalogue(string.Empty)).Find(name) is not null), MetricErrors.NotFound);
    }

    /// <summary>Whether anything is saved or set of an application: a target may be set for it before anything of it is saved.</summary>
    /// <param name="name">Its name, as it stands.</param>
    public bool HasApplication(string name) => store.ReadApplications().Contains(name, StringComparer.OrdinalIgnoreCase) || store.HasTargets(name);

    /// <summary>Whether anything is saved of an environment.</summary>
    /// <param name="name">Its name, as it stands.</param>
    public bool HasEnvironment(string name) =>
        store.ReadSnapshots(new HistoryQuery { Environment = NameFilter.Exactly(name), Metric = NameFilter.None, Last = 1 }).Any();

    /// <summary>Whether there is a metric.</summary>
    /// <param name="name">Its identifier or name, as it stands.</param>
    public bool HasMetric(string name) => store.ReadCatalogue(string.Empty).Find(name) is not null;

    /// <summary>Checks that metrics were measured at some time.</summary>
    /// <param name="names">What the user asked for, or <see langword="null"/>.</param>
    /// <param name="where">Of which applications and environments; what else it asks for does not count.</param>
    /// <returns>Whether any of them is worth looking for.</returns>
    public bool Measured(string[]? names, HistoryQuery where)
    {
        var query = new HistoryQuery { Application = where.Application, Environment = where.Environment, Last = 1 };
        return Check(
            names,
            Once("measured", name => store.ReadSeries(query with { Metric = NameFilter.Exactly(name) }, wholeHistory: true).Any()),
            name => MetricErrors.NoHistory(name, store.Location.Text));
    }

    /// <summary>Tells of the metrics that gave nothing though they are known.</summary>
    /// <param name="names">What the user asked for, or <see langword="null"/>.</param>
    /// <param name="found">Identifiers and names of what was found, without regard to case.</param>
    /// <param name="error">The error for one.</param>
    public void Found(string[]? names, HashSet<string> found, Func<string, ErrorRecord> error) => Check(names, found.Contains, error);

    // Names from the pipeline come again with each object.
    private Func<string, bool> Once(string kind, Func<string, bool> isKnown) =>
        name => _known.Contains((kind, name)) || (isKnown(name) && _known.Add((kind, name)));

    private bool Check(string[]? names, Func<string, bool> isKnown, Func<string, ErrorRecord> error)
    {
        if (names is null or { Length: 0 })
        {
            return true;
        }

        bool any = false;
        foreach (string name in names)
        {
            string plain = WildcardPattern.Unescape(name);
            if (NamePatterns.IsPattern(name) || isKnown(plain) || isKnown(name))
            {
                any = true;
            }
            else if (_told.Add(plain))
            {
                fail(error(plain));
            }
        }

        return any;
    }
}
