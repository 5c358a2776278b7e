namespace PerfTracking.Analysis.Tests;

/// <summary>Repeatable noise.</summary>
internal static class Noise
{
    public static double[] Normal(int count, double level = 100, double deviation = 2, int seed = 1)
    {
        var random = new Random(seed);
        var values = new double[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = MathNet.Numerics.Distributions.Normal.Sample(random, level, deviation);
        }

        return values;
    }

    /// <summary>Noise in which each point remembers the one before: AR(1).</summary>
    public static double[] Autocorrelated(int count, double memory, int seed)
    {
        var values = Normal(count, 0, Math.Sqrt(1 - memory * memory), seed);
        for (var i = 1; i < count; i++)
        {
            values[i] += memory * values[i - 1];
        }

        return [.. values.Select(value => 100 + 2 * value)];
    }

    /// <summary>Multiplies everything from <paramref name="from"/> on.</summary>
    public static double[] Raised(double[] values, int from, double factor)
    {
        var raised = (double[])values.Clone();
        for (var i = from; i < raised.Length; i++)
        {
            raised[i] *= factor;
        }

        return raised;
    }
}
