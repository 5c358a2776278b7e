using Microsoft.Data.Sqlite;
using PerfTracking.Metrics;
using PerfTracking.Storage.Raw;

namespace PerfTracking.Storage;

/// <summary>The catalogue of each application, read once a query.</summary>
/// <param name="connection">The store.</param>
/// <param name="builtIn">The metrics that every store has.</param>
internal sealed class ApplicationCatalogues(SqliteConnection connection, MetricCatalogue builtIn)
{
    private readonly Dictionary<string, MetricCatalogue> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The catalogue with an application's targets.</summary>
    /// <param name="application">The application; empty for the general targets alone.</param>
    public MetricCatalogue Of(string application)
    {
        if (!_known.TryGetValue(application, out MetricCatalogue? catalogue))
        {
            using RawDatabase shared = RawDatabase.Borrow(connection.Handle!.DangerousGetHandle(), connection.DataSource);
            _known.Add(application, catalogue = new CatalogueReader(shared, builtIn).Read(application));
        }

        return catalogue;
    }
}
