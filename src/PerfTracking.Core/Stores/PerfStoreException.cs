namespace PerfTracking.Stores;

/// <summary>The store could not do what was asked. The message names the store, what was wrong and what to do.</summary>
public sealed class PerfStoreException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="failure">What kind of trouble it is.</param>
    /// <param name="location">Where the store is, or what was given for one.</param>
    /// <param name="message">What was wrong and what to do.</param>
    /// <param name="inner">What the database said.</param>
    public PerfStoreException(StoreFailure failure, StoreLocation location, string message, Exception? inner = null)
        : base(message, inner)
    {
        Failure = failure;
        Location = location;
    }

    /// <summary>What kind of trouble it is.</summary>
    public StoreFailure Failure { get; }

    /// <summary>Where the store is, or what was given for one.</summary>
    public StoreLocation Location { get; }
}
