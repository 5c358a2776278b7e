namespace PerfTracking.Benchmarks;

/// <summary>Runs one benchmark in all its arms, in turns, until the result is precise enough or the time is spent.</summary>
/// <param name="invoker">Runs one turn.</param>
/// <param name="precision">Tells how exact the samples so far are.</param>
/// <param name="time">The clock.</param>
public sealed class BenchmarkRunner(IBenchmarkInvoker invoker, ISamplePrecision precision, TimeProvider time)
{
    private const double MsInRound = 250;
    private const int MostIterations = 50;
    private const int IterationsOfWarmup = 3;
    private const int LargestLayout = 4096;
    private const double PrecisionAgainAfter = 1.1;

    /// <summary>Runs it.</summary>
    /// <param name="arms">The benchmark as each arm defines it, head first; all of one name but for its case.</param>
    /// <param name="options">How long and how often.</param>
    /// <param name="seed">Decides the order of the rounds and their layouts.</param>
    /// <param name="progress">Is told before each round.</param>
    /// <param name="stopping">Tells after whole blocks of rounds whether they are enough; or <see langword="null"/>. It needs several arms and a budget.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>One result for each arm. An error in one ends it for all: what it measured until then is kept.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IReadOnlyList<PerfBenchmarkResult> Run(
        IReadOnlyList<(string Arm, PerfBenchmark Benchmark)> arms,
        BenchmarkOptions options,
        int seed,
        Action<BenchmarkProgress> progress,
        IRoundStopping? stopping,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(arms);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(progress);
        var results = new ArmSamples[arms.Count];
        for (int i = 0; i < results.Length; i++)
        {
            // Names are one without regard to case; whoever compares the arms finds what belongs together by one name.
            results[i] = new ArmSamples(arms[i].Arm, arms[i].Benchmark, arms[0].Benchmark.Name, invoker);
        }

        var order = new RoundOrder(arms.Count, seed);
        var layouts = new Random(seed);
        long began = time.GetTimestamp();
        progress(new BenchmarkProgress(arms[0].Benchmark.Name, -1, 0, options.TimeBudget, double.PositiveInfinity));
        if (WarmUp(results, options, cancellation) is { } iterations)
        {
            RunRounds(results, options, iterations, order, layouts, began, progress, stopping, cancellation);
        }

        return [.. results.Select(one => one.ToResult(stopping?.ErrorShare ?? 1))];
    }

    // Brings files into the caches, tells whether the work runs at all, and how long it takes. No number of it is kept.
    private int? WarmUp(ArmSamples[] arms, BenchmarkOptions options, CancellationToken cancellation)
    {
        double longest = 0;
        foreach (ArmSamples arm in arms)
        {
            // A program runs once a round, however long that takes; one that warmed up has shown that it runs.
            int runs = arm.IsBlock ? options.Iterations ?? IterationsOfWarmup : options.Warmup > 0 ? 0 : 1;
            BenchmarkTurnResult turn = invoker.Run(new BenchmarkTurn(arm.Benchmark, arm.Arm, -1, options.Warmup, runs, 0), cancellation);
            if (turn.Error is not null)
            {
                arm.Error = turn.Error;
                return null;
            }

            longest = Math.Max(longest, turn.Readings.Where(static reading => reading.Metric == BenchmarkMetrics.Time).Select(static reading => reading.Value).DefaultIfEmpty().Min());
        }

        // A process of the engine costs a few hundred ms before the work begins; a program's own is the work.
        return options.Iterations ?? (arms[0].IsBlock ? (int)Math.Clamp(MsInRound / Math.Max(longest, 0.001), 1, MostIterations) : 1);
    }

    private void RunRounds(
        ArmSamples[] arms,
        BenchmarkOptions options,
        int iterations,
        RoundOrder order,
        Random layouts,
        long began,
        Action<BenchmarkProgress> progress,
        IRoundStopping? stopping,
        CancellationToken cancellation)
    {
        double reached = double.PositiveInfinity;
        int looksAgain = BenchmarkOptions.LeastRounds;
        TimeSpan longestRound = TimeSpan.Zero;
        for (int round = 0; options.Rounds is not { } rounds || round < rounds; round++)
        {
            TimeSpan spent = time.GetElapsedTime(began);
            if (round > 0 && options.TimeBudget is { } budget && spent + longestRound > budget)
            {
                break;
            }

            if (options.Rounds is null && round >= BenchmarkOptions.LeastRounds && order.IsBalanced && IsDecided(arms, stopping, spent, options.TimeBudget))
            {
                break;
            }

            if (options.Rounds is null && round >= looksAgain && order.IsBalanced)
            {
                reached = Precision(arms);
                looksAgain = (int)(round * PrecisionAgainAfter) + 1;
                if (reached <= options.Precision)
                {
                    break;
                }
            }

            progress(Progress(arms[0].Benchmark.Name, round, spent, options, reached));
            if (!RunRound(arms, round, options.Warmup, iterations, order, layouts.Next(LargestLayout), cancellation))
            {
                break;
            }

            TimeSpan took = time.GetElapsedTime(began) - spent;
            longestRound = took > longestRound ? took : longestRound;
        }
    }

    private bool RunRound(ArmSamples[] arms, int round, int warmup, int iterations, RoundOrder order, int layout, CancellationToken cancellation)
    {
        foreach (int index in order.Next())
        {
            ArmSamples arm = arms[index];
            var turn = new BenchmarkTurn(arm.Benchmark, arm.Arm, round, arm.IsBlock ? warmup : 0, iterations, layout);
            BenchmarkTurnResult result = invoker.Run(turn, cancellation);
            arm.Add(round, result);
            if (result.Error is not null)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsDecided(ArmSamples[] arms, IRoundStopping? stopping, TimeSpan spent, TimeSpan? budget) =>
        arms.Length > 1 && stopping is not null && budget is { } whole && stopping.IsEnough([.. arms.Select(static arm => arm.ToResult(1))], Math.Min(1, spent / whole));

    private double Precision(ArmSamples[] arms)
    {
        List<BenchmarkSample> head = arms[0].Of(BenchmarkMetrics.Time);
        return arms.Length == 1 ? precision.OfValue(head) : precision.OfRatio(head, arms[1].Of(BenchmarkMetrics.Time));
    }

    private static BenchmarkProgress Progress(string name, int round, TimeSpan spent, BenchmarkOptions options, double reached)
    {
        // Precision grows with the square root of the rounds, so that the rounds it still takes are known from those it took.
        double byTime = options.TimeBudget is { } budget ? Math.Min(1, spent / budget) : 0;
        double byRounds = options.Rounds is { } rounds ? (double)round / rounds : 0;
        double byPrecision = double.IsFinite(reached) && reached > 0 ? Math.Min(1, Math.Pow(options.Precision / reached, 2)) : 0;
        double done = Math.Max(byTime, Math.Max(byRounds, byPrecision));
        TimeSpan? left = done > 0 && round > 0 ? spent * ((1 - done) / done) : options.TimeBudget - spent;
        return new BenchmarkProgress(name, round, done, left, reached);
    }

    private sealed class ArmSamples(string arm, PerfBenchmark benchmark, string name, IBenchmarkInvoker invoker)
    {
        private readonly Dictionary<string, List<BenchmarkSample>> _samples = [];
        private int _invocations;

        public string Arm => arm;

        public PerfBenchmark Benchmark => benchmark;

        public bool IsBlock => benchmark.Program is null || benchmark.HasSetup;

        public string? Error { get; set; }

        public List<BenchmarkSample> Of(string metric) => _samples.TryGetValue(metric, out List<BenchmarkSample>? samples) ? samples : [];

        public void Add(int round, BenchmarkTurnResult turn)
        {
            _invocations++;
            Error = turn.Error;
            foreach (BenchmarkReading reading in turn.Readings)
            {
                if (!_samples.TryGetValue(reading.Metric, out List<BenchmarkSample>? samples))
                {
                    _samples.Add(reading.Metric, samples = []);
                }

                samples.Add(new BenchmarkSample(reading.Value, round, reading.Iteration));
            }
        }

        public PerfBenchmarkResult ToResult(double errorShare) => new()
        {
            Name = name,
            Arm = arm,
            Metric = benchmark.Metric,
            Tags = benchmark.Tags,
            File = benchmark.File,
            Invocations = _invocations,
            ErrorShare = errorShare,
            Error = Error,
            Series =
            [
                .. BenchmarkMetrics.All
                    .Where(series => _samples.ContainsKey(series.Metric))
                    .Select(series => series with { Resolution = invoker.ResolutionOf(benchmark, series.Metric), Samples = _samples[series.Metric] }),
            ],
        };
    }
}
