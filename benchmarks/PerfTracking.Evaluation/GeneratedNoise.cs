using MathNet.Numerics.Distributions;

namespace PerfTracking.Evaluation;

/// <summary>Noise of many kinds around a level of 100, with a relative spread drawn for each series between 0.5 % and 8 %.</summary>
internal static class GeneratedNoise
{
    public static readonly IReadOnlyList<(string Name, Func<Random, int, double[]> Make)> Kinds =
    [
        ("normal", Normal),
        ("log-normal", LogNormal),
        ("AR(1) 0.6", Autocorrelated),
        ("bimodal", Bimodal),
        ("heavy-tailed", HeavyTailed),
    ];

    /// <summary>Kinds in which the level itself wanders: there is no step to find, and a careful method finds none.</summary>
    public static readonly IReadOnlyList<(string Name, Func<Random, int, double[]> Make)> Wandering =
    [
        ("AR(1) 0.9", (random, count) => Autoregressive(random, count, 0.9)),
        ("random walk under noise", RandomWalk),
        ("slow drift", Drift),
        ("bursts of spikes", Bursts),
    ];

    private static double Spread(Random random) => 0.5 * Math.Pow(16, random.NextDouble());

    private static double[] Series(int count, Func<int, double> value)
    {
        var values = new double[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = value(i);
        }

        return values;
    }

    private static double[] Normal(Random random, int count)
    {
        var spread = Spread(random);
        return Series(count, _ => 100 + spread * Gauss(random));
    }

    private static double[] LogNormal(Random random, int count)
    {
        var sigma = Spread(random) / 100;
        return Series(count, _ => 100 * Math.Exp(2 * sigma * Math.Abs(Gauss(random)) + sigma * Gauss(random)));
    }

    private static double[] Autocorrelated(Random random, int count) => Autoregressive(random, count, 0.6);

    private static double[] Autoregressive(Random random, int count, double memory)
    {
        var spread = Spread(random);
        var state = Gauss(random);
        return Series(count, _ => 100 + spread * (state = memory * state + Math.Sqrt(1 - memory * memory) * Gauss(random)));
    }

    private static double[] Bimodal(Random random, int count)
    {
        var spread = Spread(random);
        var share = 0.1 + 0.4 * random.NextDouble();
        var distance = (3 + 5 * random.NextDouble()) * spread / 2;
        return Series(count, _ => 100 + spread / 2 * Gauss(random) + (random.NextDouble() < share ? distance : 0));
    }

    private static double[] HeavyTailed(Random random, int count)
    {
        var spread = Spread(random) / 2;
        return Series(count, _ => 100 + spread * Math.Clamp(StudentT.Sample(random, 0, 1, 2), -12, 40));
    }

    private static double[] RandomWalk(Random random, int count)
    {
        var spread = Spread(random) / 2;
        double level = 0;
        return Series(count, _ => 100 + (level += 0.15 * spread * Gauss(random)) + spread * Gauss(random));
    }

    private static double[] Drift(Random random, int count)
    {
        var spread = Spread(random) / 2;
        var slope = (random.NextDouble() - 0.5) * 6 * spread / count;
        return Series(count, i => 100 + slope * i + spread * Gauss(random));
    }

    private static double[] Bursts(Random random, int count)
    {
        var spread = Spread(random) / 2;
        var left = 0;
        return Series(count, _ =>
        {
            left = left > 0 ? left - 1 : random.NextDouble() < 0.02 ? random.Next(1, 4) : 0;
            return 100 + spread * Gauss(random) + (left > 0 ? (4 + 8 * random.NextDouble()) * spread : 0);
        });
    }

    public static double Gauss(Random random) => MathNet.Numerics.Distributions.Normal.Sample(random, 0, 1);
}
