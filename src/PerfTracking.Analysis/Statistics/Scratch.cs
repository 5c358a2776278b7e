namespace PerfTracking.Analysis.Statistics;

/// <summary>
/// Arrays that the judgements on one thread use one after another, so that a save leaves no garbage behind. Each is at least
/// as long as asked for, and still holds what was last written to it.
/// </summary>
/// <remarks>
/// What it gains: the verdicts of a save of 21 quiet metrics take 10 % less time (0.148 instead of 0.163 ms; four runs of each in
/// turns, none of which overlap), those of changed ones 9 %, and they leave 33 KB instead of 179. Arrays on the stack cost more
/// than they spare. What it asks: two stretches that are needed together have arrays of two names.
/// </remarks>
internal sealed class Scratch
{
    /// <summary>The longest array that is kept: no judgement of a single value needs more. A whole history's arrays go with it.</summary>
    private const int Longest = 1024;

    [ThreadStatic]
    private static Scratch? _ofThread;

    private double[]? _window, _sorted, _values, _medians, _sums, _distances, _before, _after, _gains;
    private int[]? _order, _latest;

    public static Scratch OfThread => _ofThread ??= new Scratch();

    /// <summary>The values of a baseline.</summary>
    public double[] Window(int length) => AtLeast(ref _window, length);

    /// <summary>Sorted values, until the next are sorted.</summary>
    public double[] Sorted(int length) => AtLeast(ref _sorted, length);

    /// <summary>The series that is looked at for shifts. Exactly as long: a save asks for the same length 21 times.</summary>
    public double[] Values(int length) => _values?.Length == length ? _values : _values = new double[length];

    /// <summary>Its running medians.</summary>
    public double[] Medians(int length) => AtLeast(ref _medians, length);

    /// <summary>Its running sums.</summary>
    public double[] Sums(int length) => AtLeast(ref _sums, length);

    /// <summary>Distances whose median or quantile is asked for, until the next are.</summary>
    public double[] Distances(int length) => AtLeast(ref _distances, length);

    /// <summary>The sorted values before a shift.</summary>
    public double[] Before(int length) => AtLeast(ref _before, length);

    /// <summary>The sorted values after a shift.</summary>
    public double[] After(int length) => AtLeast(ref _after, length);

    /// <summary>The places of a short series in order of their values.</summary>
    public int[] Order(int length) => _order?.Length >= length ? _order : _order = new int[length];

    /// <summary>What the best cuts up to each place of a block explain.</summary>
    public double[] Gains(int length) => AtLeast(ref _gains, length);

    /// <summary>The latest of those cuts.</summary>
    public int[] Latest(int length) => _latest?.Length >= length ? _latest : _latest = new int[length];

    private static double[] AtLeast(ref double[]? kept, int length) =>
        kept?.Length >= length ? kept : length > Longest ? new double[length] : kept = new double[length];
}
