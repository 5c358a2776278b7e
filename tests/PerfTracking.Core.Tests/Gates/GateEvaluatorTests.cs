using PerfTracking.Benchmarks;
using PerfTracking.Comparison;
using PerfTracking.Gates;
using PerfTracking.Metrics;

namespace PerfTracking.Core.Tests.Gates;

public sealed class GateEvaluatorTests
{
    private static readonly PerfGateLimits Limits = new();

    [Theory]
    [InlineData(25, 22, 28, GateOutcome.Failed)]
    [InlineData(25, 11, 40, GateOutcome.Failed)]
    [InlineData(25, 8, 45, GateOutcome.Undecided)] // Two medians that differ are no confirmed regression.
    [InlineData(20, 19, 21, GateOutcome.Warned)]
    [InlineData(12, 11, 13, GateOutcome.Warned)]
    [InlineData(12, 4, 19, GateOutcome.Passed)]
    [InlineData(10, 9, 11, GateOutcome.Passed)]
    [InlineData(5, 4, 6, GateOutcome.Passed)]
    [InlineData(-50, -60, -40, GateOutcome.Passed)]
    public void A_regression_fails_where_it_lies_beyond_the_limit_and_is_confirmed(double change, double lower, double upper, GateOutcome outcome)
    {
        // Another benchmark keeps the index from falling.
        PerfGateResult result = Judge([Changed(change, lower, upper), Unchanged("b"), Unchanged("c")]);

        Assert.Equal(outcome, result.Outcome);
        Assert.Equal(outcome == GateOutcome.Failed ? 1 : 0, result.ExitCode);
    }

    [Fact]
    public void Where_more_is_better_a_fall_fails()
    {
        PerfComparison fall = Changed(-25, -28, -22) with { Direction = MetricDirection.HigherIsBetter };

        Assert.Equal(GateOutcome.Failed, Judge([fall]).Outcome);
        Assert.Equal(GateOutcome.Passed, Judge([fall with { Direction = MetricDirection.LowerIsBetter, Status = ComparisonStatus.Improved }]).Outcome);
    }

    [Fact]
    public void A_regression_has_to_lie_beyond_what_control_and_base_differ_by()
    {
        Assert.Equal(GateOutcome.Failed, Judge([Changed(25, 16, 34) with { NoiseFloorPercent = 15 }]).Outcome);
        Assert.Equal(GateOutcome.Undecided, Judge([Changed(25, 14, 36) with { NoiseFloorPercent = 15 }, Unchanged("b"), Unchanged("c")]).Outcome);
    }

    [Fact]
    public void A_runner_whose_noise_floor_lies_above_the_limit_is_said_to_be_unable_to_decide()
    {
        PerfGateResult result = Judge([Unchanged("a") with { Status = ComparisonStatus.Uncertain, NoiseFloorPercent = 24, ChangeLower = -20, ChangeUpper = 18 }]);

        Assert.Equal((GateOutcome.Undecided, PerfGateFinding.NoiseFloorAboveLimit, 24), (result.Outcome, result.Findings[0].Id, result.NoiseFloorPercent));
        Assert.Contains("base and base again lie up to 24 % apart here, and the limit is 20 %", result.Findings[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UndecidedRule.Warn, 0)]
    [InlineData(UndecidedRule.Pass, 0)]
    [InlineData(UndecidedRule.Fail, 2)]
    public void What_is_undecided_fails_only_where_that_was_asked_for(UndecidedRule rule, int exitCode)
    {
        PerfGateResult result = Judge([Unchanged("a") with { Status = ComparisonStatus.Uncertain, ChangeLower = -20, ChangeUpper = 21 }], Limits with { OnUndecided = rule });

        Assert.Equal((GateOutcome.Undecided, exitCode), (result.Outcome, result.ExitCode));
    }

    [Fact]
    public void Uncertain_and_surely_below_the_limit_is_decided() =>
        Assert.Equal(GateOutcome.Passed, Judge([Unchanged("a") with { Status = ComparisonStatus.Uncertain, ChangeLower = -20, ChangeUpper = 19 }]).Outcome);

    [Fact]
    public void What_is_uncertain_fails_nothing_wherever_its_interval_lies()
    {
        // Certainly slower, and whether by a difference that counts is not known.
        PerfGateResult result = Judge([Changed(30, 28, 60) with { Status = ComparisonStatus.Uncertain, Baseline = 0.1, Current = 0.13 }]);

        Assert.Equal((GateOutcome.Undecided, PerfGateFinding.MetricUndecided), (result.Outcome, Assert.Single(result.Findings).Id));
    }

    [Fact]
    public void Too_few_samples_are_undecided() =>
        Assert.Equal(GateOutcome.Undecided, Judge([Unchanged("a") with { Status = ComparisonStatus.Uncertain, ChangeLower = null, ChangeUpper = null }]).Outcome);

    [Fact]
    public void What_is_proved_to_be_no_difference_that_can_be_measured_fails_no_limit_however_large_its_share()
    {
        // 0.03 ms of 0.1 ms: the comparison says that less than 0.05 ms is no difference.
        PerfComparison tiny = Changed(30, 28, 32) with { Status = ComparisonStatus.Unchanged, ThresholdPercent = 3, Baseline = 0.1, Current = 0.13, NoiseFloorPercent = 25 };

        PerfGateResult result = Judge([tiny]);

        Assert.Equal((GateOutcome.Passed, 0, 100), (result.Outcome, result.Findings.Count, result.PerformanceIndex));
    }

    [Fact]
    public void A_limit_below_the_threshold_of_the_comparison_is_held_even_so()
    {
        PerfComparison within = Changed(8, 7, 9) with { Status = ComparisonStatus.Unchanged, ThresholdPercent = 10 };
        PerfGateResult result = Judge([within], Limits with { FailPercent = 5, WarnPercent = 5 });

        Assert.Equal(GateOutcome.Failed, result.Outcome);
        Assert.EndsWith("It was compared by a threshold of 10 %, and the limit is 5 %.", result.Findings[0].Message, StringComparison.Ordinal);
        Assert.Equal(GateOutcome.Passed, Judge([within]).Outcome);
    }

    [Fact]
    public void What_is_compared_for_limits_tells_apart_what_the_least_of_them_calls_a_regression()
    {
        Assert.Equal(new ComparisonOptions(), Limits.Comparison);
        Assert.Equal(2, (Limits with { WarnPercent = 2 }).Comparison.ThresholdPercent);
        ComparisonOptions ruled = (Limits with { CountedWarnPercent = 0.5, Rules = [new() { FailPercent = 4 }, new() { WarnPercent = 0.25 }] }).Comparison;
        Assert.Equal((0.25, 0.25), (ruled.ThresholdPercent, ruled.CountedThresholdPercent));
    }

    [Fact]
    public void What_is_undecided_says_so_of_the_limit() =>
        Assert.EndsWith(
            "uncertain, 100 ms against 100 ms, 0% (-20% to +21%). Whether it regressed by more than the limit of 20 % is not decided.",
            Judge([Unchanged("a") with { Status = ComparisonStatus.Uncertain, ChangeLower = -20, ChangeUpper = 21 }]).Findings[0].Message,
            StringComparison.Ordinal);

    [Fact]
    public void The_index_of_what_has_no_time_is_the_mean_of_its_metrics()
    {
        PerfComparison Stored(string metric, double change) => Changed(change, change, change) with { Metric = metric, Status = change > 0 ? ComparisonStatus.Regressed : ComparisonStatus.Unchanged };

        Assert.Equal(90, Judge([Stored("a", 25), Stored("b", 0)]).PerformanceIndex);
        Assert.Equal(90, Judge([Stored("b", 0), Stored("a", 25)]).PerformanceIndex);
    }

    [Fact]
    public void The_index_falls_by_what_is_proved_and_counts_each_benchmark_once()
    {
        PerfComparison Slower(string name, string metric = "time") => Changed(19, 18, 20) with { Benchmark = name, Metric = metric };

        PerfGateResult all = Judge([Slower("a"), Slower("a", "cpu_time"), Slower("b")]);
        PerfGateResult half = Judge([Slower("a"), Slower("a", "cpu_time"), Unchanged("b")]);

        Assert.Equal((GateOutcome.Failed, PerfGateFinding.IndexFell), (all.Outcome, all.Findings[0].Id));
        Assert.Equal(100 / 1.19, all.PerformanceIndex!.Value, 9);
        Assert.Equal((GateOutcome.Warned, (100 + (100 / 1.19)) / 2), (half.Outcome, half.PerformanceIndex!.Value));
        Assert.Equal(100, Judge([Slower("a") with { Status = ComparisonStatus.Uncertain }]).PerformanceIndex);
    }

    [Fact]
    public void Nothing_compared_is_an_error_whatever_was_asked_for()
    {
        PerfGateResult result = GateEvaluator.Evaluate([], Limits with { OnUndecided = UndecidedRule.Pass }, [], [], reportOnly: true);

        Assert.Equal((GateOutcome.NotCompared, 2, PerfGateFinding.NothingCompared), (result.Outcome, result.ExitCode, result.Findings[0].Id));
    }

    [Theory]
    [InlineData(ComparisonStatus.Removed, PerfGateFinding.MetricRemoved, 2)]
    [InlineData(ComparisonStatus.Failed, PerfGateFinding.MetricFailed, 2)]
    [InlineData(ComparisonStatus.Added, PerfGateFinding.MetricAdded, 0)]
    public void A_metric_of_one_side_is_a_finding(ComparisonStatus status, string id, int exitCode)
    {
        PerfGateResult result = Judge([Unchanged("a"), Unchanged("b") with { Status = status }]);

        Assert.Equal((exitCode, id, "b"), (result.ExitCode, result.Findings[0].Id, result.Findings[0].Benchmark));
    }

    [Fact]
    public void Only_added_metrics_are_nothing_compared() => Assert.Equal(2, Judge([Unchanged("a") with { Status = ComparisonStatus.Added }]).ExitCode);

    [Fact]
    public void A_problem_of_the_session_is_passed_over_by_no_gate()
    {
        PerfGateResult result = GateEvaluator.Evaluate([Unchanged("a")], Limits, [new BenchmarkProblem("BaseNotFound", "There is no base.")], []);

        Assert.Equal((2, "BaseNotFound"), (result.ExitCode, result.Findings[0].Id));
    }

    [Fact]
    public void The_first_rule_that_fits_counts()
    {
        PerfGateLimits limits = Limits with
        {
            Rules = [new() { Benchmark = "a*", Metric = "time", FailPercent = 50, WarnPercent = 40 }, new() { Benchmark = "*", FailPercent = 5, WarnPercent = 5 }],
        };

        Assert.Equal(GateOutcome.Passed, Judge([Changed(25, 22, 28), Unchanged("b"), Unchanged("c")], limits).Outcome);
        Assert.Equal(GateOutcome.Failed, Judge([Unchanged("a"), Changed(6, 5, 7) with { Benchmark = "b" }], limits).Outcome);
    }

    [Fact]
    public void What_is_ignored_or_too_small_is_not_judged()
    {
        PerfComparison slow = Changed(25, 22, 28);
        Assert.Equal(GateOutcome.Passed, Judge([slow, Unchanged("b")], Limits with { Rules = [new() { Benchmark = "a", Ignore = true }] }).Outcome);
        Assert.Equal(GateOutcome.Passed, Judge([slow, Unchanged("b"), Unchanged("c")], Limits with { Rules = [new() { Benchmark = "a", MinimumDifference = 26 }] }).Outcome);
        Assert.Equal(GateOutcome.Failed, Judge([slow, Unchanged("b"), Unchanged("c")], Limits with { Rules = [new() { Benchmark = "a", MinimumDifference = 24 }] }).Outcome);
        Assert.Equal(0, Judge([Unchanged("a") with { Status = ComparisonStatus.Removed }, Unchanged("b")], Limits with { Rules = [new() { Benchmark = "a", AllowRemoved = true }] }).ExitCode);
    }

    [Fact]
    public void A_difference_that_is_too_small_lowers_no_index()
    {
        PerfGateResult small = Judge([Changed(25, 22, 28)], Limits with { Rules = [new() { Benchmark = "a", MinimumDifference = 26 }] });
        PerfGateResult large = Judge([Changed(25, 22, 28)], Limits with { Rules = [new() { Benchmark = "a", MinimumDifference = 24 }] });

        Assert.Equal((GateOutcome.Passed, 100), (small.Outcome, small.PerformanceIndex));
        Assert.Equal((GateOutcome.Failed, 80), (large.Outcome, large.PerformanceIndex));
    }

    [Fact]
    public void A_mistyped_name_in_the_limits_is_no_pass()
    {
        PerfGateResult rule = Judge([Unchanged("a")], Limits with { Rules = [new() { Benchmark = "aa", FailPercent = 5 }] });
        PerfGateResult required = Judge([Unchanged("a")], Limits with { Required = ["a", "aa"] });

        Assert.Equal((2, PerfGateFinding.LimitMatchesNothing), (rule.ExitCode, Assert.Single(rule.Findings).Id));
        Assert.Equal((2, PerfGateFinding.RequiredNotCompared), (required.ExitCode, Assert.Single(required.Findings).Id));
    }

    [Fact]
    public void Counts_have_limits_of_their_own_and_decide_where_time_cannot()
    {
        PerfComparison Counted(double change) => Changed(change, change, change) with { Metric = BenchmarkMetrics.Instructions, Kind = SampleKind.Counted };
        PerfComparison undecided = Unchanged("a") with { Status = ComparisonStatus.Uncertain, ChangeLower = -30, ChangeUpper = 30 };

        Assert.Equal(GateOutcome.Failed, Judge([Unchanged("a"), Counted(11)]).Outcome);
        Assert.Equal(GateOutcome.Warned, Judge([Unchanged("a"), Counted(4)]).Outcome);
        PerfGateResult decided = Judge([undecided, Counted(0.1) with { Status = ComparisonStatus.Unchanged }]);
        Assert.Equal((GateOutcome.Passed, PerfGateFinding.DecidedByCount), (decided.Outcome, decided.Findings[0].Id));
        Assert.Equal(GateOutcome.Undecided, Judge([undecided, Counted(2)]).Outcome);
    }

    [Fact]
    public void What_was_none_and_is_some_lies_beyond_every_limit() =>
        Assert.Equal(GateOutcome.Failed, Judge([Changed(0, 0, 0) with { Metric = "exit_code", Baseline = 0, Current = 3, ChangePercent = null, ChangeLower = null, ChangeUpper = null, Status = ComparisonStatus.Regressed }]).Outcome);

    [Fact]
    public void A_report_alone_fails_nothing_and_says_what_would_have_failed()
    {
        PerfGateResult result = GateEvaluator.Evaluate([Changed(25, 22, 28)], Limits, [], [], reportOnly: true);

        Assert.Equal((GateOutcome.Failed, 0), (result.Outcome, result.ExitCode));
        Assert.StartsWith("The gate would have failed: 1 regressed. a, time: regressed, 125 ms against 100 ms, +25% (+22% to +28%). The limit is 20 %.", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_alone_passes_over_nothing_that_was_not_compared()
    {
        PerfGateResult result = GateEvaluator.Evaluate([Changed(25, 22, 28), Unchanged("b") with { Status = ComparisonStatus.Removed }], Limits, [], [], reportOnly: true);

        Assert.Equal((GateOutcome.Failed, 2), (result.Outcome, result.ExitCode));
    }

    [Fact]
    public void Limits_that_contradict_themselves_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Judge([], Limits with { WarnPercent = 30 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Judge([], Limits with { FailPercent = double.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Judge([], Limits with { Rules = [new() { FailPercent = -1 }] }));
    }

    private static PerfGateResult Judge(PerfComparison[] comparisons, PerfGateLimits? limits = null) => GateEvaluator.Evaluate(comparisons, limits ?? Limits, [], []);

    private static PerfComparison Unchanged(string benchmark) => Changed(0, -1, 1) with { Benchmark = benchmark, Status = ComparisonStatus.Unchanged };

    private static PerfComparison Changed(double change, double lower, double upper) => new()
    {
        Benchmark = "a",
        Metric = BenchmarkMetrics.Time,
        Unit = "ms",
        Direction = MetricDirection.LowerIsBetter,
        Status = change > 0 ? ComparisonStatus.Regressed : ComparisonStatus.Improved,
        Baseline = 100,
        Current = 100 + change,
        ChangePercent = change,
        ChangeLower = lower,
        ChangeUpper = upper,
    };
}
