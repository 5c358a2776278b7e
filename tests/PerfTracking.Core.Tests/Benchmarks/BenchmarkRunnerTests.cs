using PerfTracking.Benchmarks;

namespace PerfTracking.Tests.Benchmarks;

public class BenchmarkRunnerTests
{
    private static readonly PerfBenchmark Block = new() { Name = "sum", Metric = "VAL-001", Tags = ["core"], File = "perf/A.Perf.ps1", Work = "1 + 1" };
    private static readonly PerfBenchmark Program = new() { Name = "app", Program = new BenchmarkProgram("/app") };

    private readonly ManualClock _clock = new(DateTimeOffset.UnixEpoch);
    private readonly List<BenchmarkTurn> _turns = [];
    private readonly List<BenchmarkProgress> _progress = [];

    [Fact]
    public void All_arms_run_in_every_round_and_a_pair_has_the_same_round_and_layout()
    {
        IReadOnlyList<PerfBenchmarkResult> results = Run(Three(Program), new BenchmarkOptions { Rounds = 12 }, Steady(10));

        Assert.Equal(["head", "base", "control"], results.Select(result => result.Arm));
        Assert.All(results, result => Assert.Equal((12, 12), (result.Invocations, result.Series.Single().Samples.Count)));
        Assert.All(Measured().GroupBy(turn => turn.Round), round =>
        {
            Assert.Equal(3, round.Select(turn => turn.Arm).Distinct().Count());
            Assert.Single(round.Select(turn => turn.Layout).Distinct());
        });
        Assert.True(Measured().Select(turn => turn.Layout).Distinct().Count() > 6, "The layout is dealt anew.");
    }

    [Fact]
    public void A_result_is_that_of_its_benchmark_and_its_samples_say_their_round_and_iteration()
    {
        PerfBenchmarkResult result = Run([("head", Block)], new BenchmarkOptions { Rounds = 2, Iterations = 2 }, Steady(10)).Single();

        Assert.Equal(("sum", "head", "VAL-001", "core", "perf/A.Perf.ps1", 2), (result.Name, result.Arm, result.Metric, result.Tags.Single(), result.File, result.Invocations));
        BenchmarkSeries series = result.Series.Single();
        Assert.Equal(("time", "ms", SampleKind.Measured, 0.05), (series.Metric, series.Unit, series.Kind, series.Resolution));
        Assert.Equal([(0, 0), (0, 1), (1, 0), (1, 1)], series.Samples.Select(sample => (sample.Round, sample.Iteration)));
    }

    [Fact]
    public void Results_of_one_benchmark_have_the_name_that_head_writes()
    {
        IReadOnlyList<PerfBenchmarkResult> results = Run([("head", Program), ("base", Program with { Name = "App" })], new BenchmarkOptions { Rounds = 1 }, Steady(10));

        Assert.All(results, result => Assert.Equal("app", result.Name));
    }

    [Fact]
    public void The_warm_up_comes_first_and_none_of_it_is_kept()
    {
        PerfBenchmarkResult result = Run([("head", Program)], new BenchmarkOptions { Rounds = 1, Warmup = 4 }, Steady(10)).Single();

        Assert.Equal((-1, 4), (_turns[0].Round, _turns[0].Warmup));
        Assert.Equal((0, 0), (_turns[1].Round, _turns[1].Warmup));
        Assert.Equal(0, result.Series.Single().Samples.Single().Round);
    }

    [Theory]
    [InlineData(1000, 1)]
    [InlineData(50, 5)]
    [InlineData(0.01, 50)]
    public void A_script_block_runs_as_often_as_pays_for_its_process(double ms, int expected)
    {
        Run([("head", Block)], new BenchmarkOptions { Rounds = 1 }, Steady(ms));

        Assert.Equal((1, expected), (_turns[^1].Warmup, _turns[^1].Iterations));
    }

    [Fact]
    public void It_stops_when_it_is_precise_enough_and_never_in_the_middle_of_a_block()
    {
        int calls = 0;
        IReadOnlyList<PerfBenchmarkResult> results = Run(Three(Program), new BenchmarkOptions { Precision = 2, TimeBudget = null }, Steady(10), ratio: () => ++calls < 3 ? 5 : 1.5);

        Assert.Equal(24, results[0].Invocations);
        Assert.Equal(5, _progress[^1].Precision);
    }

    [Fact]
    public void It_stops_when_the_arms_are_decided_and_the_results_say_which_chance_of_error_is_left()
    {
        var stopping = new Asked(enough: 18);

        IReadOnlyList<PerfBenchmarkResult> results = Run(
            Three(Program), new BenchmarkOptions { TimeBudget = TimeSpan.FromSeconds(100) }, Steady(1000), ratio: () => 50, stopping: stopping);

        Assert.Equal([(12, 0.39), (18, 0.57)], stopping.Looks); // Three seconds of warm-up, three a round; whole blocks of six alone.
        Assert.All(results, result => Assert.Equal((18, 0.125), (result.Invocations, result.ErrorShare)));
    }

    [Fact]
    public void One_arm_alone_and_a_number_of_rounds_leave_nothing_to_decide()
    {
        var stopping = new Asked(enough: 0);

        Run([("head", Program)], new BenchmarkOptions { TimeBudget = TimeSpan.FromSeconds(100) }, Steady(1000), value: () => 50, stopping: stopping);
        Run(Three(Program), new BenchmarkOptions { Rounds = 30 }, Steady(1000), ratio: () => 50, stopping: stopping);

        Assert.Empty(stopping.Looks);
    }

    [Fact]
    public void No_round_begins_that_would_end_after_the_budget()
    {
        PerfBenchmarkResult result = Run([("head", Program)], new BenchmarkOptions { TimeBudget = TimeSpan.FromSeconds(10), Precision = 1 }, Steady(1000), value: () => 50).Single();

        Assert.Equal(9, result.Invocations); // One second went into the warm-up.
        Assert.Equal(TimeSpan.FromSeconds(10), _clock.GetElapsedTime(0));
    }

    [Fact]
    public void One_round_is_run_whatever_the_budget()
    {
        PerfBenchmarkResult result = Run([("head", Program)], new BenchmarkOptions { TimeBudget = TimeSpan.FromSeconds(0.5) }, Steady(1000)).Single();

        Assert.Equal(1, result.Invocations);
    }

    [Fact]
    public void Work_that_does_not_run_at_all_ends_with_its_error_before_the_first_round()
    {
        IReadOnlyList<PerfBenchmarkResult> results = Run(Three(Program), new BenchmarkOptions(), turn => turn.Arm == "base" ? new BenchmarkTurnResult([], "broken") : Steady(10)(turn));

        Assert.Equal([null, "broken", null], results.Select(result => result.Error));
        Assert.All(results, result => Assert.Equal((0, 0), (result.Invocations, result.Series.Count)));
    }

    [Fact]
    public void An_error_in_a_later_round_keeps_what_was_measured_before()
    {
        PerfBenchmarkResult result = Run([("head", Program)], new BenchmarkOptions { Rounds = 9 }, turn => turn.Round == 3 ? new BenchmarkTurnResult([], "broken") : Steady(10)(turn)).Single();

        Assert.Equal(("broken", 3, 4), (result.Error, result.Series.Single().Samples.Count, result.Invocations));
    }

    [Fact]
    public void The_time_left_is_what_the_rounds_so_far_say()
    {
        Run([("head", Program)], new BenchmarkOptions { Rounds = 10, TimeBudget = null }, Steady(1000));

        Assert.Equal((0.5, TimeSpan.FromSeconds(6)), (_progress[6].Done, _progress[6].TimeLeft)); // Five rounds and the warm-up took six.
    }

    private static (string, PerfBenchmark)[] Three(PerfBenchmark benchmark) => [("head", benchmark), ("base", benchmark), ("control", benchmark)];

    private IEnumerable<BenchmarkTurn> Measured() => _turns.Where(turn => turn.Round >= 0);

    private Func<BenchmarkTurn, BenchmarkTurnResult> Steady(double ms) => turn =>
    {
        _clock.Advance(TimeSpan.FromMilliseconds(ms));
        return new BenchmarkTurnResult([.. Enumerable.Range(0, turn.Iterations).Select(i => new BenchmarkReading(BenchmarkMetrics.Time, ms, i))]);
    };

    private IReadOnlyList<PerfBenchmarkResult> Run(
        IReadOnlyList<(string, PerfBenchmark)> arms, BenchmarkOptions options, Func<BenchmarkTurn, BenchmarkTurnResult> work, Func<double>? value = null, Func<double>? ratio = null, IRoundStopping? stopping = null) =>
        new BenchmarkRunner(new Scripted(_turns, work), new Told(value ?? (() => 0), ratio ?? (() => 0)), _clock).Run(arms, options, 1, _progress.Add, stopping, CancellationToken.None);

    private sealed class Scripted(List<BenchmarkTurn> turns, Func<BenchmarkTurn, BenchmarkTurnResult> work) : IBenchmarkInvoker
    {
        public BenchmarkTurnResult Run(BenchmarkTurn turn, CancellationToken cancellation)
        {
            turns.Add(turn);
            return work(turn);
        }

        public double ResolutionOf(PerfBenchmark benchmark, string metric) => metric == BenchmarkMetrics.Time ? 0.05 : 0;
    }

    private sealed class Asked(int enough) : IRoundStopping
    {
        public List<(int Rounds, double Spent)> Looks { get; } = [];

        public double ErrorShare => Looks.Count == 0 ? 1 : 0.125;

        public bool IsEnough(IReadOnlyList<PerfBenchmarkResult> arms, double spent)
        {
            Looks.Add((arms[0].Invocations, Math.Round(spent, 6)));
            return arms[0].Invocations >= enough;
        }
    }

    private sealed class Told(Func<double> value, Func<double> ratio) : ISamplePrecision
    {
        public double OfValue(IReadOnlyList<BenchmarkSample> samples) => value();

        public double OfRatio(IReadOnlyList<BenchmarkSample> head, IReadOnlyList<BenchmarkSample> reference) => ratio();
    }
}
