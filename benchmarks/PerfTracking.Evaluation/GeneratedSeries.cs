namespace PerfTracking.Evaluation;

/// <summary>Series with changes at known places.</summary>
internal static class GeneratedSeries
{
    private const int Count = 300;
    private const int PerKind = 30;

    /// <summary>The steps that are injected, in per cent.</summary>
    public static readonly double[] Steps = [2, 5, 10, 20, 50];

    /// <summary>The groups, each with the series of all draws: same kinds, other noise, other places.</summary>
    public static IEnumerable<SeriesGroup> Groups(IReadOnlyList<int> draws)
    {
        foreach (var (name, make) in GeneratedNoise.Kinds)
        {
            yield return new SeriesGroup($"generated, {name}, quiet", [.. draws.SelectMany(draw => Quiet(name, make, draw))]);
        }

        foreach (var (name, make) in GeneratedNoise.Wandering)
        {
            yield return new SeriesGroup($"generated, {name}, no step", [.. draws.SelectMany(draw => Quiet(name, make, draw))]);
        }

        foreach (var step in Steps)
        {
            var series = draws.SelectMany(draw => GeneratedNoise.Kinds.SelectMany(kind => Stepped(Quiet(kind.Name + step, kind.Make, draw), step, draw))).ToList();
            yield return new SeriesGroup($"generated, all five kinds, step of {step} %", series);
        }

        yield return new SeriesGroup("generated, several steps of 2–8 deviations", [.. draws.SelectMany(Staircases)]);
    }

    /// <summary>Raises everything from a random place in the middle of each series on by <paramref name="percent"/>.</summary>
    public static IReadOnlyList<LabelledSeries> Stepped(IReadOnlyList<LabelledSeries> quiet, double percent, int draw)
    {
        var random = new Random(Seed("step" + percent, draw));
        var stepped = new List<LabelledSeries>(quiet.Count);
        foreach (var series in quiet)
        {
            var change = (int)(series.Values.Length * (0.3 + 0.4 * random.NextDouble()));
            var values = (double[])series.Values.Clone();
            for (var i = change; i < values.Length; i++)
            {
                values[i] *= 1 + percent / 100;
            }

            stepped.Add(series with { Values = values, Changes = [new Change(change, true)] });
        }

        return stepped;
    }

    private static List<LabelledSeries> Quiet(string name, Func<Random, int, double[]> make, int draw)
    {
        var random = new Random(Seed(name, draw));
        var series = new List<LabelledSeries>(PerKind);
        for (var i = 0; i < PerKind; i++)
        {
            series.Add(new LabelledSeries($"{name} {i}", make(random, Count), []));
        }

        return series;
    }

    private static List<LabelledSeries> Staircases(int draw)
    {
        var random = new Random(Seed("staircase", draw));
        var series = new List<LabelledSeries>(PerKind);
        for (var i = 0; i < PerKind; i++)
        {
            var noise = GeneratedNoise.Kinds[i % 4].Make(random, Count);
            var spread = Math.Sqrt(noise.Sum(value => (value - noise.Average()) * (value - noise.Average())) / Count);
            var changes = new List<Change>();
            double level = 0;
            for (int at = 0, next = random.Next(15, 80); at < Count; at++)
            {
                if (at == next && Count - at > 8)
                {
                    var isWorse = random.Next(2) == 0;
                    changes.Add(new Change(at, isWorse));
                    level += (2 + 6 * random.NextDouble()) * spread * (isWorse ? 1 : -1);
                    next = at + random.Next(15, 80);
                }

                noise[at] += level;
            }

            series.Add(new LabelledSeries($"staircase {i}", noise, [.. changes]));
        }

        return series;
    }

    /// <summary>A seed from a name and the draw that is the same in every process.</summary>
    private static int Seed(string name, int draw)
    {
        var seed = unchecked(17 + 7919 * draw);
        foreach (var letter in name)
        {
            seed = unchecked(seed * 31 + letter);
        }

        return seed & int.MaxValue;
    }
}
