namespace PerfTracking.Tracking;

/// <summary>
/// Values in the order in which they were measured. A list of the framework's would be compiled for <see langword="double"/>
/// at run time, in every short script again.
/// </summary>
internal sealed class SampleList
{
    private double[] _values = new double[4];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a value at the end.</summary>
    /// <param name="value">The value.</param>
    public void Add(double value)
    {
        if (Count == _values.Length)
        {
            Grow(2 * Count);
        }

        _values[Count++] = value;
    }

    /// <summary>Adds values at the end.</summary>
    /// <param name="others">The values.</param>
    public void AddRange(SampleList others)
    {
        if (Count + others.Count > _values.Length)
        {
            Grow(Math.Max(2 * Count, Count + others.Count));
        }

        Array.Copy(others._values, 0, _values, Count, others.Count);
        Count += others.Count;
    }

    /// <summary>The same values in a larger or smaller unit.</summary>
    /// <param name="unit">How many of the old unit the new one has.</param>
    public SampleList DividedBy(double unit)
    {
        var divided = new SampleList();
        for (int i = 0; i < Count; i++)
        {
            divided.Add(_values[i] / unit);
        }

        return divided;
    }

    /// <summary>The values alone.</summary>
    public double[] ToArray()
    {
        double[] values = new double[Count];
        Array.Copy(_values, values, Count);
        return values;
    }

    private void Grow(int capacity)
    {
        double[] grown = new double[capacity];
        Array.Copy(_values, grown, Count);
        _values = grown;
    }
}
