using PerfTracking.Machine.Linux;

namespace PerfTracking.Dashboard.Settings;

/// <summary>
/// Gives memory back once nobody has asked for a page for a while: a dashboard waits most of its life, and what the last page
/// left behind would otherwise stay until the next one.
/// </summary>
internal sealed class IdleMemory : IDisposable
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(2);

    private readonly ITimer _timer;

    public IdleMemory(TimeProvider time) => _timer = time.CreateTimer(_ => GiveBack(), null, Wait, Timeout.InfiniteTimeSpan);

    /// <summary>Nobody has asked for a while: what is kept for the next who asks may go.</summary>
    public event Action? Idle;

    /// <summary>Says that a page was asked for.</summary>
    public void Used() => _timer.Change(Wait, Timeout.InfiniteTimeSpan);

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void GiveBack()
    {
        Idle?.Invoke();
        MappedAssemblies.LetGo();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        NativeHeap.Trim();
    }
}
