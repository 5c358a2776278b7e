using PerfTracking.Analysis.Statistics;

namespace PerfTracking.Analysis.ChangePoints;

/// <summary>
/// A short series in order of its values. The same stretches are looked at again and again while shifts are sorted out;
/// sorted once, the sorted values of any stretch are picked in one pass without a comparison of values.
/// </summary>
internal sealed class ValueOrder
{
    /// <summary>The longest series for which picking a stretch is cheaper than sorting it.</summary>
    public const int Longest = 512;

    private readonly double[] _values;
    private readonly int[] _order;

    public ValueOrder(double[] values)
    {
        _values = values;
        _order = Scratch.OfThread.Order(values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            _order[i] = i;
        }

        // Shell's sort, as in OrderStatistics.Sort.
        for (var gap = 132; gap > 0; gap = gap switch { 132 => 57, 57 => 23, 23 => 10, 10 => 4, 4 => 1, _ => 0 })
        {
            for (var i = gap; i < values.Length; i++)
            {
                var at = _order[i];
                var place = i;
                for (; place >= gap && values[_order[place - gap]] > values[at]; place -= gap)
                {
                    _order[place] = _order[place - gap];
                }

                _order[place] = at;
            }
        }
    }

    /// <summary>Writes the values of [from, to) in order to <paramref name="buffer"/>, which has a place more than that.</summary>
    public void Pick(int from, int to, double[] buffer)
    {
        var count = 0;
        for (var i = 0; i < _values.Length; i++)
        {
            var at = _order[i];
            // Every value is written, and only one inside is kept: its distances to both ends have no sign bit. A branch
            // here would be foreseen wrongly every other time.
            buffer[count] = _values[at];
            count += 1 - (int)((uint)((at - from) | (to - 1 - at)) >> 31);
        }
    }
}
