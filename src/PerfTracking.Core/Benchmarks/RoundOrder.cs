namespace PerfTracking.Benchmarks;

/// <summary>
/// The order of the arms in each round: all orders that there are, shuffled, and then all of them again. After each block every
/// arm has stood in each place, and behind each other arm, equally often, so that drift and what one run leaves to the next
/// falls on all alike; and nobody can tell the next round from the last.
/// </summary>
/// <remarks>For three arms this is the complete set of sequences of a Williams design (E. J. Williams, 1949).</remarks>
public sealed class RoundOrder
{
    private readonly int[][] _orders;
    private readonly Random _random;
    private int _next;

    /// <summary>An order that a seed decides.</summary>
    /// <param name="arms">How many arms there are, 1–4.</param>
    /// <param name="seed">The seed: the same one gives the same rounds.</param>
    public RoundOrder(int arms, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(arms, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(arms, 4);
        _orders = [.. Permutations([.. Enumerable.Range(0, arms)], 0)];
        _random = new Random(seed);
        _next = _orders.Length;
    }

    /// <summary>Whether the rounds so far are balanced.</summary>
    public bool IsBalanced => _next == _orders.Length;

    /// <summary>The next round.</summary>
    /// <returns>The arms' numbers, in the order in which they run.</returns>
    public IReadOnlyList<int> Next()
    {
        if (IsBalanced)
        {
            _random.Shuffle(_orders);
            _next = 0;
        }

        return _orders[_next++];
    }

    private static IEnumerable<int[]> Permutations(int[] items, int fixedItems)
    {
        if (fixedItems == items.Length)
        {
            yield return [.. items];
            yield break;
        }

        for (int i = fixedItems; i < items.Length; i++)
        {
            (items[fixedItems], items[i]) = (items[i], items[fixedItems]);
            foreach (int[] rest in Permutations(items, fixedItems + 1))
            {
                yield return rest;
            }

            (items[fixedItems], items[i]) = (items[i], items[fixedItems]);
        }
    }
}
