using PerfTracking.Detection;
using PerfTracking.History;
using PerfTracking.Metrics;

namespace PerfTracking.Storage;

/// <summary>
/// What the write connection of a process has read or written, kept between its saves: a script that saves in a loop looks up
/// its keys and reads its history once. Valid for as long as nobody else changes the store, which SQLite's
/// <c>data_version</c> tells; thrown away with the connection when a save fails, so that nothing rolled back is remembered.
/// </summary>
internal sealed class WriterMemory
{
    /// <summary>What an import of many applications goes through in turn. Some KiB each, and a script has one or two.</summary>
    private const int MaxGroups = 1024;

    private readonly List<KnownGroup> _groups = [];
    private long _dataVersion;

    /// <summary>The latest points of the series.</summary>
    public SeriesWindows Windows { get; } = new();

    /// <summary>When the latest snapshots of the application that was saved last were taken.</summary>
    public KnownStarts? Starts { get; set; }

    /// <summary>The number of the session that saved last.</summary>
    public KnownSession? Session { get; set; }

    /// <summary>The number of the commit that was saved last.</summary>
    public KnownRevision? Revision { get; set; }

    /// <summary>The catalogue that was read last.</summary>
    public KnownCatalogue? Catalogue { get; set; }

    /// <summary>The store's policy.</summary>
    public PerfPolicy? Policy { get; set; }

    /// <summary>When the oldest day is due to be rolled up.</summary>
    public DateTimeOffset? RollUpDue { get; set; }

    /// <summary>Forgets everything when another connection has changed the store.</summary>
    /// <param name="dataVersion">What <c>PRAGMA data_version</c> says inside the transaction.</param>
    public void Validate(long dataVersion)
    {
        if (dataVersion != _dataVersion)
        {
            Clear();
            _dataVersion = dataVersion;
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Windows.Clear();
        _groups.Clear();
        Starts = null;
        Session = null;
        Revision = null;
        Catalogue = null;
        Policy = null;
        RollUpDue = null;
    }

    /// <summary>A group, or <see langword="null"/> where it is not known.</summary>
    /// <param name="application">Its application.</param>
    /// <param name="environment">Its environment.</param>
    /// <param name="cold">Whether it holds cold starts.</param>
    public KnownGroup? Group(string application, string environment, bool cold)
    {
        foreach (KnownGroup group in _groups)
        {
            if (group.Cold == cold && group.Application == application && group.Environment == environment)
            {
                return group;
            }
        }

        return null;
    }

    /// <summary>What is known of a group under any spelling, or <see langword="null"/>.</summary>
    /// <param name="id">Its number.</param>
    public GroupContents? Contents(long id)
    {
        foreach (KnownGroup group in _groups)
        {
            if (group.Id == id)
            {
                return group.Contents;
            }
        }

        return null;
    }

    /// <summary>Caches a group.</summary>
    /// <param name="group">The group.</param>
    public void Cache(KnownGroup group)
    {
        if (_groups.Count == MaxGroups)
        {
            _groups.Clear();
        }

        _groups.Add(group);
    }
}

/// <summary>One application on one environment, warm or cold: what may be compared with itself.</summary>
internal sealed record KnownGroup(string Application, string Environment, bool Cold, GroupContents Contents)
{
    /// <summary>Its number.</summary>
    public long Id => Contents.Id;
}

/// <summary>What is known of a group, however its application is spelled.</summary>
/// <param name="id">Its number.</param>
internal sealed class GroupContents(long id)
{
    /// <summary>Its number.</summary>
    public long Id { get; } = id;

    /// <summary>Its series by metric id.</summary>
    public Dictionary<string, KnownSeries> Series { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The last position in it, or <see langword="null"/> where that is not known.</summary>
    public SnapshotPosition? Last { get; set; }
}

/// <summary>A series: its number, and where the level begins that a person accepted.</summary>
internal sealed record KnownSeries(long Id, SnapshotMark? Start);

/// <summary>When the latest snapshots of an application on an environment were taken, cold or warm, latest first.</summary>
internal sealed record KnownStarts(string Application, string Environment, int Limit, DateTimeOffset[] Timestamps)
{
    /// <summary>The same after one more, or <see langword="null"/> where that is not the latest.</summary>
    /// <param name="timestamp">When it was taken.</param>
    public KnownStarts? After(DateTimeOffset timestamp)
    {
        if (Timestamps.Length > 0 && timestamp < Timestamps[0])
        {
            return null;
        }

        var latest = new DateTimeOffset[Math.Min(Limit, Timestamps.Length + 1)];
        latest[0] = timestamp;
        Array.Copy(Timestamps, 0, latest, 1, latest.Length - 1);
        return new KnownStarts(Application, Environment, Limit, latest);
    }
}

/// <summary>The number of a session.</summary>
internal sealed record KnownSession(Guid Id, long Key);

/// <summary>The number of a commit on a branch.</summary>
internal sealed record KnownRevision(string? Commit, string? Branch, long Key);

/// <summary>The catalogue with the targets of an application.</summary>
internal sealed record KnownCatalogue(string Application, MetricCatalogue Catalogue);
