using System.Management.Automation.Runspaces;
using Microsoft.Data.Sqlite;
using PerfTracking.Benchmarks;

namespace PerfTracking.DashboardBenchmarks;

/// <summary>A store with little history and one with much, made when they are first asked for, and a session that starts dashboards on them.</summary>
internal sealed class DashboardStores(Workplace workplace, int large) : IDisposable
{
    /// <summary>How many snapshots the small store holds.</summary>
    public const int SmallSnapshots = 1000;

    private static readonly TimeSpan Span = TimeSpan.FromDays(6);

    private readonly Lazy<Runspace> _session = new(() => Workplace.Open(workplace.Module));
    private string? _small;
    private string? _large;

    /// <summary>How many snapshots the large store holds. All of them are of the last six days: the hardest week there is.</summary>
    public int LargeSnapshots => large;

    /// <summary>A session with the module.</summary>
    public Runspace Session => _session.Value;

    /// <summary>The store with little history.</summary>
    public string Small => _small ??= MakeSmall();

    /// <summary>The store with much history.</summary>
    public string Large => _large ??= MakeLarge();

    /// <summary>Starts a dashboard.</summary>
    public RunningDashboard Start(string store) => RunningDashboard.Start(Session, store);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_session.IsValueCreated)
        {
            _session.Value.Dispose();
        }
    }

    private string MakeSmall()
    {
        string store = workplace.Store("small");
        SaveCost.Prepare(Session, store, SmallSnapshots);
        return store;
    }

    private string MakeLarge()
    {
        string store = workplace.Store("large");
        File.Copy(Small, store);
        Shift(store);

        // What is saved from now on comes after all of it.
        DateTime begin = DateTime.UtcNow - Span;
        using var raw = new RawSave(store) { TimeOf = number => begin + (Span * ((double)number / large)) };
        raw.Fill(large - SmallSnapshots);
        return store;
    }

    private static void Shift(string store)
    {
        using var connection = new SqliteConnection($"Data Source={store};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"UPDATE performance_snapshots SET timestamp = strftime('%Y-%m-%dT%H:%M:%fZ', timestamp, '-{Span.TotalHours:0} hours')";
        command.ExecuteNonQuery();
    }
}
