using System.Diagnostics;
using PerfTracking.Statistics;

namespace PerfTracking.Benchmarks;

/// <summary>Times two things in turns, so that whatever else the machine does falls on both.</summary>
internal static class Rounds
{
    /// <summary>The median time of each, in ms, and the median of the rounds' own ratios.</summary>
    public static (double Floor, double Measured, double Ratio) Compare(int rounds, Action floor, Action measured) =>
        Compare(rounds, () => Time(floor), () => Time(measured));

    /// <summary>The same for two things that tell their time themselves, in ms.</summary>
    public static (double Floor, double Measured, double Ratio) Compare(int rounds, Func<double> floor, Func<double> measured)
    {
        floor();
        measured();
        double[] floors = new double[rounds];
        double[] times = new double[rounds];
        double[] ratios = new double[rounds];
        for (int i = 0; i < rounds; i++)
        {
            floors[i] = floor();
            times[i] = measured();
            ratios[i] = times[i] / floors[i];
        }

        return (Median(floors), Median(times), Median(ratios));
    }

    /// <summary>The middle value.</summary>
    public static double Median(double[] values) => Quantiles.MedianOf(values);

    /// <summary>The time that something takes, in ms.</summary>
    public static double Time(Action action)
    {
        long began = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
