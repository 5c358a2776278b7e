using PerfTracking.Metrics;
using PerfTracking.Tracking;

namespace PerfTracking.Tests.Tracking;

public class ParallelTrackingTests
{
    private const int Threads = 8;
    private const int Each = 2_000;

    private readonly TrackedRun _run = new();

    [Fact]
    public async Task Many_threads_lose_nothing_and_leave_nothing_running()
    {
        await OnThreads(_ =>
        {
            var scope = Guid.NewGuid();
            for (int i = 0; i < Each; i++)
            {
                _run.Start("outer", scope);
                _run.Start("inner", scope);
                _run.Stop("inner", scope, i % 10 == 0 ? new OperationFailure("id", "message") : null);
                _run.Stop("outer", scope);
            }
        });

        Assert.Empty(_run.Tracker.Running);
        Assert.Equal(2 * Threads * Each, _run.Buffer.Count);
        Assert.Equal(Threads * Each / 10, _run.Buffer.Take().Errors);
    }

    [Fact]
    public async Task Each_thread_ends_its_own_operation()
    {
        await OnThreads(thread =>
        {
            var scope = Guid.NewGuid();
            for (int i = 0; i < Each; i++)
            {
                PerfOperation started = _run.Start("same name", scope);
                Assert.Same(started, _run.Stop("same name", scope));
            }
        });
    }

    [Fact]
    public async Task Values_added_by_all_threads_at_once_are_all_there()
    {
        const int many = 100_000;
        using var together = new Barrier(Threads);
        await OnThreads(thread =>
        {
            together.SignalAndWait();
            for (int i = 0; i < many; i++)
            {
                _run.Buffer.Add(new MetricKey("queue", IsOperation: false), i);
                _run.Buffer.CountError();
            }
        });

        PendingMeasurements taken = _run.Buffer.Take();
        Assert.Equal((Threads * many, Threads * many), (taken.Count, taken.Errors));
    }

    [Fact]
    public async Task Values_taken_while_others_add_are_each_taken_once()
    {
        int taken = 0;
        await OnThreads(thread =>
        {
            for (int i = 0; i < Each; i++)
            {
                _run.Start("work");
                _run.Stop("work");
                if (i % 50 == 0)
                {
                    PendingMeasurements pending = _run.Buffer.Take();
                    if (thread % 2 == 0)
                    {
                        _run.Buffer.Restore(pending);
                    }
                    else
                    {
                        Interlocked.Add(ref taken, pending.Count);
                    }
                }
            }
        });

        Assert.Equal(Threads * Each, taken + _run.Buffer.Count);
    }

    private static Task OnThreads(Action<int> work) => Task.WhenAll(Enumerable.Range(0, Threads)
        .Select(thread => Task.Factory.StartNew(() => work(thread), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
}
