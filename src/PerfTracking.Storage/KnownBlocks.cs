using PerfTracking.Charts;
using PerfTracking.Storage.Raw;

namespace PerfTracking.Storage;

/// <summary>
/// What is remembered of a series: a run for each block of positions in a span. Never changed; a longer one may share its array,
/// for what lies behind the end is nobody's.
/// </summary>
internal sealed class KnownBlocks
{
    /// <summary>How many positions a block spans.</summary>
    public const int Length = 1 << Bits;

    private const int Bits = 6;
    private const string Values = "SELECT position, value FROM performance_measurements WHERE series_id = ?1 AND position >= ?2 AND position < ?3 ORDER BY position";

    private readonly ChartRun[] _runs;

    private KnownBlocks(StoredSpan span, ChartRun[] runs, int count)
    {
        Span = span;
        _runs = runs;
        Count = count;
    }

    /// <summary>The positions that it knows; whole blocks.</summary>
    public StoredSpan Span { get; }

    /// <summary>How many blocks hold a value.</summary>
    public int Count { get; }

    /// <summary>The begin of the block of a position.</summary>
    /// <param name="position">The position.</param>
    public static long BeginOf(long position) => position >> Bits << Bits;

    /// <summary>Reads a span.</summary>
    /// <param name="database">The store.</param>
    /// <param name="series">The series.</param>
    /// <param name="span">The span; whole blocks.</param>
    public static KnownBlocks Read(RawDatabase database, long series, StoredSpan span)
    {
        ChartRun[] runs = new ChartRun[16];
        int count = 0;
        foreach (ChartRun run in Walk(database, series, span))
        {
            Append(ref runs, ref count, run);
        }

        return new KnownBlocks(span, runs, count);
    }

    /// <summary>The same with what follows up to a position.</summary>
    /// <param name="database">The store.</param>
    /// <param name="series">The series.</param>
    /// <param name="to">The end of the new span; the end of a block.</param>
    public KnownBlocks Longer(RawDatabase database, long series, long to)
    {
        ChartRun[] runs = _runs;
        int count = Count;
        foreach (ChartRun run in Walk(database, series, new StoredSpan(Span.To, to)))
        {
            Append(ref runs, ref count, run);
        }

        return new KnownBlocks(new StoredSpan(Span.From, to), runs, count);
    }

    /// <summary>The same with what comes before, from a position on.</summary>
    /// <param name="database">The store.</param>
    /// <param name="series">The series.</param>
    /// <param name="from">The begin of the new span; the begin of a block.</param>
    public KnownBlocks Earlier(RawDatabase database, long series, long from)
    {
        KnownBlocks before = Read(database, series, new StoredSpan(from, Span.From));
        return new KnownBlocks(new StoredSpan(from, Span.To), [.. before._runs.AsSpan(0, before.Count), .. _runs.AsSpan(0, Count)], before.Count + Count);
    }

    /// <summary>What is left of it before a position, in an array of its own.</summary>
    /// <param name="to">The end of a block.</param>
    public KnownBlocks Before(long to)
    {
        int count = IndexOf(to);
        return new KnownBlocks(new StoredSpan(Span.From, Math.Max(Span.From, to)), _runs[..count], count);
    }

    /// <summary>All points of a span as runs, oldest first: of whole blocks what is known, of the rest what is read.</summary>
    /// <param name="database">The store.</param>
    /// <param name="series">The series.</param>
    /// <param name="span">The span.</param>
    public IEnumerable<ChartRun> Runs(RawDatabase database, StoredSeries series, StoredSpan span)
    {
        long from = Math.Max(BeginOf(span.From + Length - 1), Span.From), to = Math.Min(BeginOf(span.To), Span.To);
        if (from >= to)
        {
            from = to = span.To;
        }

        foreach (ChartRun run in Walk(database, series.Id, new StoredSpan(span.From, from)))
        {
            yield return run;
        }

        for (int i = IndexOf(from); i < Count && _runs[i].First.Key < to; i++)
        {
            yield return _runs[i];
        }

        foreach (ChartRun run in Walk(database, series.Id, new StoredSpan(to, span.To)))
        {
            yield return run;
        }
    }

    // A run for each block, as much of it as lies in the span. As a list, for the next one uses the same statement.
    private static List<ChartRun> Walk(RawDatabase database, long series, StoredSpan span)
    {
        var runs = new List<ChartRun>();
        if (span.From >= span.To)
        {
            return runs;
        }

        using RawStatement.Execution rows = database.Prepare(Values).Bind(1, series).Bind(2, span.From).Bind(3, span.To).Start();
        long end = long.MinValue;
        ChartRun run = default;
        while (rows.Read())
        {
            long position = rows.Int64(0);
            var point = ChartRun.Of(position, rows.Double(1));
            if (position < end)
            {
                run = run.With(point);
                continue;
            }

            if (run.Count > 0)
            {
                runs.Add(run);
            }

            (run, end) = (point, BeginOf(position) + Length);
        }

        if (run.Count > 0)
        {
            runs.Add(run);
        }

        return runs;
    }

    private static void Append(ref ChartRun[] runs, ref int count, ChartRun run)
    {
        if (count == runs.Length)
        {
            Array.Resize(ref runs, 2 * runs.Length);
        }

        runs[count++] = run;
    }

    // The first run from a position on.
    private int IndexOf(long position)
    {
        int low = 0, high = Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _runs[middle].First.Key < position ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
