using PerfTracking.Alerts;
using PerfTracking.Charts;
using PerfTracking.Pages.Models;
using PerfTracking.Stores;

namespace PerfTracking.Pages.Reading;

/// <summary>Reads what every page needs.</summary>
internal static class ChoicesReader
{
    /// <summary>What there is to choose from, and which application is meant.</summary>
    /// <param name="store">The store.</param>
    /// <param name="query">What was asked for.</param>
    public static PageChoices Read(IPerfStore store, PageQuery query)
    {
        IReadOnlyList<SeriesGroup> groups = store.ReadGroups();
        return new PageChoices(groups, store.ReadBranches(), query.Application ?? groups.MaxBy(static group => group.Latest)?.Application);
    }

    /// <summary>How many alerts are open.</summary>
    /// <param name="store">The store.</param>
    public static int CountOpen(IPerfStore store) => store.ReadAlerts(new AlertQuery { States = [AlertState.Open] }).Count();
}
