using System.Management.Automation;
using PerfTracking.Benchmarks;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Formatting;

namespace PerfTracking.Cmdlets.Benchmarks;

/// <summary>Shows how far a session is, once it takes longer than a moment.</summary>
/// <param name="cmdlet">Shows it.</param>
/// <param name="benchmarks">How many benchmarks there are.</param>
internal sealed class SessionProgress(Cmdlet cmdlet, int benchmarks)
{
    private const int Activity = 1;
    private static readonly TimeSpan After = TimeSpan.FromSeconds(1);

    private readonly long _began = Composition.Time.GetTimestamp();
    private bool _isShown;

    /// <summary>Shows it.</summary>
    /// <param name="done">How many benchmarks are done.</param>
    /// <param name="state">How far the one that runs is.</param>
    public void Show(int done, BenchmarkProgress state)
    {
        if (Composition.Time.GetElapsedTime(_began) < After)
        {
            return;
        }

        _isShown = true;
        string round = state.Round < 0 ? "warm-up" : $"round {state.Round + 1}";
        string precision = double.IsFinite(state.Precision) ? $", ± {ValueText.Of(state.Precision)} % so far" : string.Empty;
        cmdlet.WriteProgress(new ProgressRecord(Activity, $"Benchmark {done + 1} of {benchmarks}: {state.Benchmark}", $"{round}{precision}")
        {
            PercentComplete = (int)(100 * (done + state.Done) / benchmarks),
            SecondsRemaining = state.TimeLeft is { } left ? (int)Math.Ceiling(left.TotalSeconds) : -1,
        });
    }

    /// <summary>Takes it away.</summary>
    public void End()
    {
        if (_isShown)
        {
            cmdlet.WriteProgress(new ProgressRecord(Activity, "Benchmarks", "done") { RecordType = ProgressRecordType.Completed });
        }
    }
}
