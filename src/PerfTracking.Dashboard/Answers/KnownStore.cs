using PerfTracking.Stores;

namespace PerfTracking.Dashboard.Answers;

/// <summary>
/// Tells a store that is gone from one that does not exist yet: a store answers both as an empty one, and writing to it would
/// make a new one where people think of the old.
/// </summary>
internal sealed class KnownStore(IPerfStore store)
{
    private volatile bool _wasThere;

    /// <summary>Refuses whatever would read or change a store that is gone.</summary>
    /// <exception cref="PerfStoreException"><see cref="StoreFailure.NotFound"/>.</exception>
    public Task Check(HttpContext context, RequestDelegate next)
    {
        if (store.Location.File is { } file)
        {
            bool isThere = File.Exists(file);
            _wasThere |= isThere;
            if (_wasThere && !isThere)
            {
                throw new PerfStoreException(
                    StoreFailure.NotFound, store.Location, $"The store '{store.Location}' is gone: it was there when this dashboard showed it last. Put it back, or start the dashboard on another one.");
            }
        }

        return next(context);
    }
}
