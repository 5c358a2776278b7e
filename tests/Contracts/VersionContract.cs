using PerfTracking.Alerts;
using PerfTracking.Detection;
using PerfTracking.Stores;

namespace PerfTracking.Contracts;

/// <summary>What <see cref="IPerfStore.ReadVersion"/> does.</summary>
public abstract class VersionContract(IStoreFixture fixture) : StoreContract(fixture)
{
    [Fact]
    public void Asking_again_without_a_change_gives_the_same_number_in_an_empty_store_too()
    {
        Assert.Equal(Store.ReadVersion(), Store.ReadVersion());
        Append(Snapshot(1, [("APP-001", 1)]));
        long version = Store.ReadVersion();

        _ = Snapshots();
        _ = Store.Describe();

        Assert.Equal(version, Store.ReadVersion());
    }

    [Fact]
    public void Every_change_by_this_user_or_another_gives_another_number()
    {
        using IPerfStore other = Fixture.Open();
        Action[] changes =
        [
            () => Append(Snapshot(1, [("APP-001", 1)])),
            () => other.Append([Snapshot(2, [("APP-001", 1)])]),
            () => other.SetRetention(7),
            () => Store.WritePolicy(PerfPolicy.Tiered),
            () => Store.RemoveSnapshots([1]),
            () => Fixture.Raise(Alert("APP-001", "startup_time_ms", DetectionTier.Threshold)),
            () => other.Decide(1, new AlertDecision(AlertState.Denied, null, "me", Noon)),
        ];
        var versions = new List<long> { Store.ReadVersion() };
        foreach (Action change in changes)
        {
            change();
            versions.Add(Store.ReadVersion());
        }

        Assert.Equal(changes.Length + 1, versions.Distinct().Count());
    }
}
