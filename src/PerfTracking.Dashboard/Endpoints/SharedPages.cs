using PerfTracking.Dashboard.Live;
using PerfTracking.Dashboard.Settings;

namespace PerfTracking.Dashboard.Endpoints;

/// <summary>
/// Makes a page once for all who ask for it at the same time: what is saved reaches every open browser within a second, and each
/// of them asks for its page again. A page is that of the latest version of the store, and of the time a second ago at the most.
/// </summary>
internal sealed class SharedPages : IDisposable
{
    private const int MostPages = 64;
    private static readonly TimeSpan LongestUse = TimeSpan.FromSeconds(1);

    private readonly LiveStore _live;
    private readonly TimeProvider _time;
    private readonly IdleMemory _memory;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SharedPage> _pages = new(StringComparer.Ordinal);

    public SharedPages(LiveStore live, TimeProvider time, IdleMemory memory)
    {
        (_live, _time, _memory) = (live, time, memory);
        memory.Idle += Clear;
    }

    /// <summary>A page, as it is made now or was a moment ago.</summary>
    /// <param name="address">What was asked for: all that the page depends on.</param>
    /// <param name="make">Makes the page; it is given the version of the store, or one before that which it will show.</param>
    public async Task<string> Get(string address, Func<long, Task<string>> make)
    {
        if (!TryJoin(address, _live.Latest(), out SharedPage page))
        {
            try
            {
                page.Html.SetResult(await make(page.Version));
            }
            catch (Exception exception)
            {
                Remove(address, page);
                page.Html.SetException(exception);
            }
        }

        return await page.Html.Task;
    }

    /// <inheritdoc/>
    public void Dispose() => _memory.Idle -= Clear;

    private bool TryJoin(string address, long version, out SharedPage page)
    {
        lock (_gate)
        {
            if (_pages.TryGetValue(address, out SharedPage? known) && known.Version == version && _time.GetElapsedTime(known.Begun) < LongestUse)
            {
                page = known;
                return true;
            }

            if (_pages.Count >= MostPages)
            {
                _pages.Clear();
            }

            _pages[address] = page = new SharedPage(version, _time.GetTimestamp());
            return false;
        }
    }

    private void Remove(string address, SharedPage page)
    {
        lock (_gate)
        {
            if (_pages.GetValueOrDefault(address) == page)
            {
                _pages.Remove(address);
            }
        }
    }

    private void Clear()
    {
        lock (_gate)
        {
            _pages.Clear();
        }
    }

    private sealed class SharedPage(long version, long begun)
    {
        public long Version { get; } = version;

        public long Begun { get; } = begun;

        public TaskCompletionSource<string> Html { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
