using PerfTracking.Detection;
using PerfTracking.Stores;

namespace PerfTracking.Storage;

/// <summary>The policy of a store.</summary>
/// <param name="connections">The store.</param>
internal sealed class SqlitePolicyStore(SqliteConnections connections) : IPolicyStore
{
    /// <inheritdoc/>
    public PerfPolicy ReadPolicy() =>
        StoreSettings.Read(connections, StoreSettings.Policy) is { } json ? PolicyJson.Read(json) : PerfPolicy.Calibrated;

    /// <inheritdoc/>
    public void WritePolicy(PerfPolicy policy) => StoreSettings.Write(connections, StoreSettings.Policy, PolicyJson.Write(policy));
}
