using PerfTracking.Detection;

namespace PerfTracking.Stores;

/// <summary>The port to the policy that a store keeps. Every member raises <see cref="Stores.PerfStoreException"/> where the store fails.</summary>
public interface IPolicyStore
{
    /// <summary>The policy of the store; <see cref="PerfPolicy.Calibrated"/> until another is set.</summary>
    PerfPolicy ReadPolicy();

    /// <summary>Sets the policy of the store.</summary>
    /// <param name="policy">The policy.</param>
    void WritePolicy(PerfPolicy policy);
}
