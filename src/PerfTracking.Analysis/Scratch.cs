namespace PerfTracking.Analysis;

/// <summary>
/// Arrays that the judgements on one thread use one after another, so that a save leaves no garbage behind. Each is exactly
/// as long as was last asked for: a save asks for the same lengths 21 times. It still holds what was last written to it.
/// </summary>
internal sealed class Scratch
{
    /// <summary>The longest array that is kept: no judgement of a single value needs more. A whole history's arrays go with it.</summary>
    private const int Longest = 1024;

    [ThreadStatic]
    private static Scratch? s_ofThread;

    private double[] _window = [], _sorted = [], _values = [], _medians = [], _sums = [], _distances = [], _low = [], _high = [];
    private int[] _order = [];

    public static Scratch OfThread => s_ofThread ??= new Scratch();

    /// <summary>The values of a baseline.</summary>
    public double[] Window(int length) => Exactly(ref _window, length);

    /// <summary>Sorted values, until the next are sorted.</summary>
    public double[] Sorted(int length) => Exactly(ref _sorted, length);

    /// <summary>The series that is looked at for shifts.</summary>
    public double[] Values(int length) => Exactly(ref _values, length);

    /// <summary>Its running medians.</summary>
    public double[] Medians(int length) => Exactly(ref _medians, length);

    /// <summary>Its running sums.</summary>
    public double[] Sums(int length) => Exactly(ref _sums, length);

    /// <summary>Distances whose median or quantile is asked for, until the next are.</summary>
    public double[] Distances(int length) => Exactly(ref _distances, length);

    /// <summary>The sorted values before a shift.</summary>
    public double[] Before(int length) => Exactly(ref _low, length);

    /// <summary>The sorted values after a shift.</summary>
    public double[] After(int length) => Exactly(ref _high, length);

    /// <summary>The places of a series in order of their values.</summary>
    public int[] Order(int length) => length > Longest ? new int[length] : _order.Length == length ? _order : _order = new int[length];

    private static double[] Exactly(ref double[] kept, int length) =>
        length > Longest ? new double[length] : kept.Length == length ? kept : kept = new double[length];
}
