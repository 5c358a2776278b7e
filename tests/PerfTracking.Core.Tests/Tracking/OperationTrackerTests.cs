using PerfTracking.Tracking;

namespace PerfTracking.Tests.Tracking;

public class OperationTrackerTests
{
    private readonly TrackedRun _run = new();

    [Fact]
    public void A_nested_operation_knows_the_one_around_it()
    {
        PerfOperation outer = _run.Start("outer");
        PerfOperation inner = _run.Start("inner");

        Assert.Same(outer, inner.Parent);
        Assert.Null(outer.Parent);
    }

    [Fact]
    public void Overlapping_operations_are_each_measured_from_their_own_start_to_their_own_end()
    {
        _run.Start("first");
        _run.Wait(10);
        _run.Start("second");
        _run.Wait(20);
        PerfOperation first = _run.Stop("first")!;
        _run.Wait(40);
        PerfOperation second = _run.Stop("second")!;

        Assert.Equal((30, 60), (first.ElapsedMs, second.ElapsedMs));
        Assert.Same(first, second.Parent);
    }

    [Fact]
    public void The_same_name_twice_runs_twice_and_the_last_one_started_ends_first()
    {
        (PerfOperation first, bool alreadyRunning) = _run.Tracker.Start("work", _run.Here);
        _run.Wait(5);
        (PerfOperation second, bool alreadyRunningThen) = _run.Tracker.Start("WORK", _run.Here);
        _run.Wait(1);

        Assert.Equal((false, true), (alreadyRunning, alreadyRunningThen));
        Assert.Same(second, _run.Stop("work"));
        Assert.Same(first, _run.Stop("work"));
        Assert.Equal(2, _run.Buffer.Count);
    }

    [Fact]
    public void The_same_name_in_another_runspace_is_no_repetition()
    {
        _run.Start("work");

        Assert.False(_run.Tracker.Start("work", _run.Elsewhere).AlreadyRunning);
    }

    [Fact]
    public void A_name_is_stopped_in_its_own_runspace_before_others()
    {
        PerfOperation here = _run.Start("work");
        PerfOperation elsewhere = _run.Start("work", _run.Elsewhere);

        Assert.Same(here, _run.Stop("work"));
        Assert.Equal([elsewhere], _run.Tracker.Running);
    }

    [Fact]
    public void A_name_that_only_another_runspace_started_is_stopped_there()
    {
        PerfOperation elsewhere = _run.Start("work", _run.Elsewhere);

        Assert.Same(elsewhere, _run.Stop("work"));
    }

    [Fact]
    public void Each_runspace_has_its_own_list_of_what_it_started_and_did_not_stop()
    {
        PerfOperation first = _run.Start("first");
        PerfOperation elsewhere = _run.Start("second", _run.Elsewhere);
        PerfOperation last = _run.Start("last");

        Assert.Equal([first, last], _run.Tracker.RunningIn(_run.Here));
        Assert.Equal([elsewhere], _run.Tracker.RunningIn(_run.Elsewhere));
    }

    [Fact]
    public void An_operation_of_another_runspace_is_no_parent()
    {
        _run.Start("elsewhere", _run.Elsewhere);

        Assert.Null(_run.Start("here").Parent);
    }

    [Fact]
    public void Stopping_what_never_started_measures_nothing()
    {
        Assert.Null(_run.Stop("never"));
        Assert.Equal(0, _run.Buffer.Count);
    }

    [Fact]
    public void Stopping_twice_measures_once()
    {
        PerfOperation operation = _run.Start("work");
        _run.Wait(7);
        Assert.True(_run.Tracker.Stop(operation, _run.Clock.GetTimestamp()));
        _run.Wait(7);

        Assert.False(_run.Tracker.Stop(operation, _run.Clock.GetTimestamp()));
        Assert.Equal((7, 1), (operation.ElapsedMs, _run.Buffer.Count));
    }

    [Fact]
    public void A_failed_operation_is_measured_and_counted()
    {
        _run.Start("app_startup");
        _run.Wait(30);
        var failure = new OperationFailure("NoSuchThing", "It is not there.");
        PerfOperation operation = _run.Stop("app_startup", failure: failure)!;

        Assert.Equal((OperationStatus.Failed, failure), (operation.Status, operation.Failure));
        Assert.Equal(1, _run.Saved("ERR-001")!.Value.Value);
    }

    [Fact]
    public void A_discarded_operation_leaves_no_trace()
    {
        _run.Tracker.Discard(_run.Start("warm-up"));

        Assert.Empty(_run.Tracker.Running);
        Assert.Equal(0, _run.Buffer.Count);
    }

    [Fact]
    public void A_running_operation_has_no_end_yet_and_grows()
    {
        PerfOperation operation = _run.Start("work");
        _run.Wait(3);

        Assert.Equal((OperationStatus.Running, null, null), (operation.Status, operation.Duration, operation.EndTime));
        Assert.Equal(3, operation.ElapsedMs);
    }

    [Fact]
    public void Running_operations_are_listed_oldest_first()
    {
        PerfOperation[] started = [_run.Start("a"), _run.Start("b", _run.Elsewhere), _run.Start("c")];

        Assert.Equal(started, _run.Tracker.Running);
        Assert.Equal([1L, 2L, 3L], started.Select(operation => operation.Id));
    }

    [Fact]
    public void What_a_program_used_becomes_metrics_named_after_the_operation()
    {
        PerfOperation operation = _run.Start("launch");
        _run.Tracker.Stop(operation, _run.Clock.GetTimestamp(), failure: null, new ProgramUsage(0, 12.5, 3.25));

        Assert.Equal(3, _run.Buffer.Count);
        AggregatedValue? memory = _run.Saved("launch.peak_memory_mb");
        Assert.Equal(3.25, memory!.Value.Value);
    }
}
