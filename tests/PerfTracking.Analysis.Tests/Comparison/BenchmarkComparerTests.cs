using PerfTracking.Analysis.Comparison;
using PerfTracking.Benchmarks;
using PerfTracking.Comparison;
using PerfTracking.Metrics;
using static PerfTracking.Analysis.Tests.Comparison.SessionOf;

namespace PerfTracking.Analysis.Tests.Comparison;

public sealed class BenchmarkComparerTests
{
    private static readonly BenchmarkComparer Comparer = new();
    private static readonly ComparisonOptions Options = new();

    [Fact]
    public void A_slower_head_regressed_by_what_it_is_slower()
    {
        PerfComparison comparison = Assert.Single(Comparer.Compare(Rounds(60, 1.2, 1), Options));

        Assert.Equal(ComparisonStatus.Regressed, comparison.Status);
        Assert.InRange(comparison.ChangePercent!.Value, 18.5, 21.5);
        Assert.True(comparison.ChangeLower < 20 && comparison.ChangeUpper > 20);
        Assert.Equal(("paired by round", 60, "head-commit", "base-commit"), (comparison.Method, comparison.SampleCount, comparison.Commit, comparison.BaselineCommit));
        Assert.InRange(comparison.NoiseFloorPercent!.Value, 0.1, 3);
    }

    [Fact]
    public void A_faster_head_improved() => Assert.Equal(ComparisonStatus.Improved, Assert.Single(Comparer.Compare(Rounds(60, 0.8, 1), Options)).Status);

    [Fact]
    public void An_equal_head_is_proved_to_be_unchanged() => Assert.Equal(ComparisonStatus.Unchanged, Assert.Single(Comparer.Compare(Rounds(60, 1, 1), Options)).Status);

    [Fact]
    public void A_change_for_sure_and_within_the_threshold_is_none() =>
        Assert.Equal(ComparisonStatus.Unchanged, Assert.Single(Comparer.Compare(Rounds(400, 1.015, 1), Options)).Status);

    [Fact]
    public void Too_few_rounds_are_uncertain_and_how_many_more_would_decide_is_said()
    {
        PerfComparison few = Assert.Single(Comparer.Compare(Rounds(5, 1.2, 1), Options));
        PerfComparison noisy = Assert.Single(Comparer.Compare(Rounds(20, 1, 1, spread: 0.1), Options));

        Assert.Equal((ComparisonStatus.Uncertain, 3, null), (few.Status, few.MoreRounds, few.ChangeLower));
        Assert.Equal(ComparisonStatus.Uncertain, noisy.Status);
        Assert.Equal(ComparisonStatus.Unchanged, Assert.Single(Comparer.Compare(Rounds(20 + (3 * noisy.MoreRounds!.Value), 1, 1, spread: 0.1), Options)).Status);
    }

    [Fact]
    public void What_control_differs_by_is_no_regression_of_head()
    {
        // A runner on which the second of two equal programs is 8 % slower, whoever it is.
        PerfComparison comparison = Assert.Single(Comparer.Compare(Rounds(60, 1.08, 1, control: 1.08), Options));

        Assert.Equal(ComparisonStatus.Uncertain, comparison.Status);
        Assert.InRange(comparison.NoiseFloorPercent!.Value, 8, 11);
        Assert.Equal(ComparisonStatus.Regressed, Assert.Single(Comparer.Compare(Rounds(60, 1.08, 1), Options)).Status);
    }

    [Fact]
    public void Where_control_alone_differs_nothing_is_proved_to_be_unchanged()
    {
        PerfComparison comparison = Assert.Single(Comparer.Compare(Rounds(60, 1, 1, control: 1.08), Options));

        Assert.Equal(ComparisonStatus.Uncertain, comparison.Status);
        Assert.StartsWith("Base and base again lie up to ", comparison.Reason);
    }

    [Fact]
    public void One_outlier_is_no_verdict()
    {
        double[] steady = [.. Enumerable.Range(0, 30).Select(static i => 100 + (i % 3 / 10.0))];
        double[] spiked = [.. steady];
        spiked[7] = 5_000;

        Assert.Equal(ComparisonStatus.Unchanged, Assert.Single(Comparer.Compare(Of(Result("a", "base", Time(steady)), Result("a", "head", Time(spiked))), Options)).Status);
    }

    [Fact]
    public void A_difference_too_small_for_the_measuring_is_none()
    {
        BenchmarkSeries Series(double typical, double resolution) => Time([.. Enumerable.Range(0, 30).Select(i => typical + (i % 3 / 1000.0))]) with { Resolution = resolution };
        ComparisonStatus Status(double resolution, double? least = null) =>
            Assert.Single(Comparer.Compare(Of(Result("a", "base", Series(0.1, 0)), Result("a", "head", Series(0.13, resolution))), Options with { MinimumDifference = least })).Status;

        Assert.Equal(ComparisonStatus.Regressed, Status(0));
        Assert.Equal(ComparisonStatus.Unchanged, Status(0.05));
        Assert.Equal(ComparisonStatus.Unchanged, Status(0, least: 0.05));
        Assert.Equal(ComparisonStatus.Regressed, Status(0.05, least: 0.01));
    }

    [Fact]
    public void A_difference_that_may_be_too_small_is_neither_none_nor_a_regression()
    {
        BenchmarkSeries Series(double typical) => Time([.. Enumerable.Range(0, 30).Select(i => typical + (i % 5 / 100.0))]) with { Resolution = 0.05 };

        PerfComparison comparison = Assert.Single(Comparer.Compare(Of(Result("a", "base", Series(0.1)), Result("a", "head", Time([.. Enumerable.Range(0, 30).Select(i => 0.14 + (i % 7 / 100.0))]))), Options));

        Assert.Equal((ComparisonStatus.Uncertain, "It differs, and whether by the 0.05 ms that count here is not known."), (comparison.Status, comparison.Reason));
        Assert.True(comparison.ChangeLower > 0);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(1)]
    public void The_iterations_of_a_round_count_as_one(int rounds)
    {
        BenchmarkSeries Iterated(double typical) => new("time", "ms", MetricDirection.LowerIsBetter, SampleKind.Measured)
        {
            Samples = [.. Enumerable.Range(0, rounds).SelectMany(round => Enumerable.Range(0, 50).Select(iteration => new BenchmarkSample(typical + iteration, round, iteration)))],
        };

        // One process may be slow by the layout of its memory, however often it ran the work.
        PerfComparison inTurns = Assert.Single(Comparer.Compare(Of(Result("a", "base", Iterated(100)), Result("a", "head", Iterated(150))), Options));
        PerfComparison apart = Assert.Single(Comparer.Compare(Of(Result("a", "head", Iterated(100))), Of(Result("a", "head", Iterated(150))), Options));

        Assert.Equal((rounds, ComparisonStatus.Uncertain), (inTurns.SampleCount, inTurns.Status));
        Assert.Equal((rounds, ComparisonStatus.Uncertain), (apart.SampleCount, apart.Status));
    }

    [Fact]
    public void Sessions_of_other_times_are_independent_samples()
    {
        PerfComparison comparison = Assert.Single(Comparer.Compare(
            Of(Result("a", "head", Time([.. Enumerable.Range(0, 40).Select(static i => 100.0 + (i % 5))]))),
            Of(Result("a", "head", Time([.. Enumerable.Range(0, 30).Select(static i => 120.0 + (i % 5))]))),
            Options));

        Assert.Equal((ComparisonStatus.Regressed, "independent samples", 30), (comparison.Status, comparison.Method, comparison.SampleCount));
        Assert.InRange(comparison.ChangePercent!.Value, 19, 20.5);
    }

    [Fact]
    public void Other_units_of_the_same_are_converted_and_unlike_ones_refused()
    {
        double[] values = [.. Enumerable.Range(0, 30).Select(static i => 100.0 + (i % 5))];
        PerfComparison Between(string one, double factor, string other) => Assert.Single(Comparer.Compare(
            Of(Result("a", "base", Values("time", one, SampleKind.Measured, [.. values.Select(value => value * factor)])), Result("a", "head", Values("time", other, SampleKind.Measured, values))), Options));

        PerfComparison converted = Between("s", 0.001, "ms");
        Assert.Equal((ComparisonStatus.Unchanged, "ms", 102), (converted.Status, converted.Unit, Math.Round(converted.Baseline!.Value, 9)));
        PerfComparison refused = Between("MiB", 1, "ms");
        Assert.Equal((ComparisonStatus.Failed, "The current side is in 'ms' and the baseline in 'MiB', which cannot be converted."), (refused.Status, refused.Reason));
    }

    [Fact]
    public void What_one_side_lacks_is_added_or_removed_and_what_failed_is_said()
    {
        IReadOnlyList<PerfComparison> comparisons = Comparer.Compare(
            Of(
                Result("gone", "base", Time(1, 2)),
                Result("kept", "base", Time(1, 2), Values("cpu_time", "ms", SampleKind.Measured, 3)),
                Result("kept", "head", Time(1, 2)),
                Result("broken", "base", Time(1, 2)),
                Result("broken", "head") with { Error = "It threw.\nat line 3" },
                Result("empty", "base", Time(1, 2)),
                Result("empty", "head", Time()),
                Result("nothing", "base"),
                Result("new", "head", Time(1, 2))),
            Options);

        Assert.Equal(
            [
                ("gone", "time", ComparisonStatus.Removed, null),
                ("kept", "time", ComparisonStatus.Uncertain, "There are too few values to tell how far they vary."),
                ("kept", "cpu_time", ComparisonStatus.Removed, null),
                ("broken", "time", ComparisonStatus.Failed, "The current side failed: It threw."),
                ("empty", "time", ComparisonStatus.Failed, "The current side has no sample."),
                ("nothing", "time", ComparisonStatus.Failed, "No side measured anything."),
                ("new", "time", ComparisonStatus.Added, (string?)null),
            ],
            comparisons.Select(static comparison => (comparison.Benchmark, comparison.Metric, comparison.Status, comparison.Reason)));
    }

    [Fact]
    public void Counts_need_few_samples_and_have_a_threshold_of_their_own()
    {
        PerfComparison Between(double[] one, double[] other) =>
            Assert.Single(Comparer.Compare(Of(Result("a", "base", Values("instructions", "count", SampleKind.Counted, one)), Result("a", "head", Values("instructions", "count", SampleKind.Counted, other))), Options));

        Assert.Equal(ComparisonStatus.Unchanged, Between([1000, 1001, 1002], [1001, 1002, 1000]).Status);
        Assert.Equal(ComparisonStatus.Regressed, Between([1000, 1001, 1002], [1021, 1022, 1020]).Status);
        Assert.Equal("range of counts", Between([1000, 1001, 1002], [1021, 1022, 1020]).Method);
        Assert.Equal(ComparisonStatus.Uncertain, Between([1000, 1001, 1002], [1021, 1000, 1020]).Status);
        Assert.Equal(ComparisonStatus.Uncertain, Between([1000, 1000], [1020, 1020]).Status);
    }

    [Fact]
    public void What_was_none_and_is_some_has_no_share_and_is_a_regression()
    {
        PerfComparison comparison = Assert.Single(Comparer.Compare(
            Of(Result("a", "base", Values("exit_code", "", SampleKind.Counted, 0, 0, 0)), Result("a", "head", Values("exit_code", "", SampleKind.Counted, 3, 3, 3))), Options));

        Assert.Equal((ComparisonStatus.Regressed, null, 3), (comparison.Status, comparison.ChangePercent, comparison.Difference));
        Assert.Equal(ComparisonStatus.Unchanged, Assert.Single(Comparer.Compare(
            Of(Result("a", "base", Values("exit_code", "", SampleKind.Counted, 0, 0, 0)), Result("a", "head", Values("exit_code", "", SampleKind.Counted, 0, 0, 0))), Options)).Status);
    }

    [Fact]
    public void Where_more_is_better_less_is_a_regression()
    {
        BenchmarkSeries Rate(double typical) => new("rate", "count", MetricDirection.HigherIsBetter, SampleKind.Measured) { Samples = [.. Enumerable.Range(0, 30).Select(i => new BenchmarkSample(typical + (i % 5), i))] };

        PerfComparison comparison = Assert.Single(Comparer.Compare(Of(Result("a", "base", Rate(1000)), Result("a", "head", Rate(800))), Options));

        Assert.Equal(ComparisonStatus.Regressed, comparison.Status);
        Assert.InRange(comparison.WorsePercent!.Value, 19, 21);
    }

    [Fact]
    public void The_more_metrics_there_are_the_more_each_has_to_prove()
    {
        PerfBenchmarkSession one = Rounds(30, 1.02, 1);
        PerfBenchmarkSession many = one with { Results = [.. Enumerable.Range(0, 20).SelectMany(i => one.Results.Select(result => result with { Name = $"{result.Name} {i}" }))] };

        PerfComparison alone = Comparer.Compare(one, Options)[0], among = Comparer.Compare(many, Options)[0];

        Assert.True(among.ChangeLower < alone.ChangeLower && among.ChangeUpper > alone.ChangeUpper);
        Assert.Equal(Math.Min(1, 20 * alone.PValue!.Value), among.PValue!.Value, 9);
    }

    [Fact]
    public void Looks_of_a_sequential_test_are_paid_for_with_wider_intervals()
    {
        PerfBenchmarkSession session = Rounds(40, 1, 1);
        PerfComparison whole = Comparer.Compare(session, Options)[0];

        PerfComparison half = Comparer.Compare(session with { Results = [.. session.Results.Select(static result => result with { ErrorShare = 0.5 })] }, Options)[0];

        Assert.True(half.ChangeUpper - half.ChangeLower > whole.ChangeUpper - whole.ChangeLower);
    }

    [Fact]
    public void Looks_come_at_an_eighth_a_quarter_and_half_of_the_budget_and_never_spend_more_than_the_whole()
    {
        IRoundStopping stopping = Comparer.Stopping(Options, 1);
        PerfBenchmarkSession undecided = Rounds(10, 1, 1, spread: 0.3), decided = Rounds(100, 1, 1);

        Assert.False(stopping.IsEnough(decided.Results, 0.1));
        Assert.Equal(1, stopping.ErrorShare);
        Assert.False(stopping.IsEnough(undecided.Results, 0.13));
        Assert.Equal(0.875, stopping.ErrorShare);
        Assert.False(stopping.IsEnough(decided.Results, 0.2));
        Assert.True(stopping.IsEnough(decided.Results, 0.6));
        Assert.Equal(0.375, stopping.ErrorShare);
        Assert.False(stopping.IsEnough(decided.Results, 0.99));
    }

    [Fact]
    public void Equal_arms_are_called_different_hardly_ever_even_with_early_looks()
    {
        int wrong = 0;
        for (int seed = 0; seed < 1_000; seed++)
        {
            PerfBenchmarkSession session = Rounds(80, 1, seed, spread: 0.15);
            IRoundStopping stopping = Comparer.Stopping(Options, 1);
            PerfBenchmarkSession seen = session;
            foreach (int rounds in new[] { 10, 20, 40, 80 })
            {
                seen = session with { Results = [.. session.Results.Select(result => result with { Series = [.. result.Series.Select(series => series with { Samples = [.. series.Samples.Take(rounds)] })] })] };
                if (stopping.IsEnough(seen.Results, rounds / 80.0))
                {
                    break;
                }
            }

            PerfComparison comparison = Comparer.Compare(seen with { Results = [.. seen.Results.Select(result => result with { ErrorShare = stopping.ErrorShare })] }, Options)[0];
            wrong += comparison.Status is ComparisonStatus.Regressed or ComparisonStatus.Improved ? 1 : 0;
        }

        Assert.InRange(wrong, 0, 1);
    }
}
