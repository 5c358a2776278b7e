using System.Management.Automation;
using PerfTracking.Cmdlets.Binding;
using PerfTracking.Cmdlets.Completion;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Stores;

namespace PerfTracking.Cmdlets.History;

/// <summary>A cmdlet that looks at a part of the history.</summary>
public abstract class HistoryCmdlet : StoreCmdlet
{
    private protected HistoryCmdlet()
    {
    }

    /// <summary>Applications, with wildcards.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ApplicationCompleter))]
    [ValidateElementsNotNull]
    public string[]? Application { get; set; }

    /// <summary>Environments, with wildcards.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    [ValidateElementsNotNull]
    public string[]? Environment { get; set; }

    /// <summary>Cold starts alone.</summary>
    [Parameter]
    public SwitchParameter Cold { get; set; }

    /// <summary>Warm starts alone.</summary>
    [Parameter]
    public SwitchParameter Warm { get; set; }

    /// <summary>Nothing before this time.</summary>
    [Parameter]
    [Moment]
    public DateTime Since { get; set; }

    /// <summary>Nothing after this time.</summary>
    [Parameter]
    [Moment]
    public DateTime Until { get; set; }

    /// <summary>Tells of plain names that the store does not know.</summary>
    /// <param name="metrics">The metrics, or <see langword="null"/>.</param>
    /// <returns>Whether anything is left to look for.</returns>
    private protected bool AreNamesKnown(string[]? metrics) =>
        Names.Applications(Application) & Names.Environments(Environment) & Names.Metrics(metrics);

    /// <summary>The query of the parameters above.</summary>
    private protected HistoryQuery Query => new()
    {
        Application = NameFilter.Matching(Application),
        Environment = NameFilter.Matching(Environment),
        Cold = Cold == Warm ? null : Cold,
        Since = TimeOf(Since),
        Until = TimeOf(Until),
    };
}
