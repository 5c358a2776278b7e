using MathNet.Numerics.Statistics;

namespace PerfTracking.Evaluation;

/// <summary>What others do, for comparison only.</summary>
internal static class ReferenceMethods
{
    private const int Window = 30;

    /// <summary>A value more than three standard deviations above the mean of the 30 before it; a run of them is one alarm.</summary>
    public static IReadOnlyList<Alarm> ZScore(double[] values)
    {
        var alarms = new List<Alarm>();
        var good = int.MaxValue;
        for (var i = Window; i < values.Length; i++)
        {
            var (mean, deviation) = values[(i - Window)..i].MeanStandardDeviation();
            if (values[i] - mean > 3 * deviation)
            {
                if (good >= 3)
                {
                    alarms.Add(new Alarm(i, i));
                }

                good = 0;
            }
            else
            {
                good = good == int.MaxValue ? good : good + 1;
            }
        }

        return alarms;
    }

    /// <summary>
    /// Mozilla's Perfherder: t between the 12–24 points before and the 12 from a point on, a local maximum over 7, and a
    /// rise of at least 2 %. It can speak only when the 12 points are there of the last place that the maximum is one among.
    /// </summary>
    public static IReadOnlyList<Alarm> Perfherder(double[] values) => Perfherder(values, 1);

    /// <summary>Where it says that the level rose or fell, for a reader who sees the whole series.</summary>
    public static int[] PerfherderPlaces(double[] values) =>
        [.. Perfherder(values, 1).Concat(Perfherder(values, -1)).Select(alarm => alarm.Change).Order()];

    private static List<Alarm> Perfherder(double[] values, int sign)
    {
        const int Fore = 12, Back = 24;
        var t = new double[values.Length];
        for (var i = Fore; i + Fore <= values.Length; i++)
        {
            var (meanBefore, deviationBefore) = values[Math.Max(0, i - Back)..i].MeanStandardDeviation();
            var (meanAfter, deviationAfter) = values[i..(i + Fore)].MeanStandardDeviation();
            var error = Math.Sqrt(deviationBefore * deviationBefore / Math.Min(i, Back) + deviationAfter * deviationAfter / Fore);
            t[i] = error > 0 && sign * (meanAfter - meanBefore) >= 0.02 * Math.Abs(meanBefore) ? sign * (meanAfter - meanBefore) / error : 0;
        }

        var alarms = new List<Alarm>();
        for (var i = Fore; i + Fore <= values.Length; i++)
        {
            var isPeak = t[i] > 7;
            var last = Math.Min(t.Length - Fore, i + Fore - 1);
            for (var j = Math.Max(0, i - Fore); isPeak && j <= last; j++)
            {
                isPeak = t[j] < t[i] || (t[j] == t[i] && j >= i);
            }

            if (isPeak)
            {
                alarms.Add(new Alarm(last + Fore - 1, i));
            }
        }

        return alarms;
    }
}
