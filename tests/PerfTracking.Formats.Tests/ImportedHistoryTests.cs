using PerfTracking.Formats.Results;
using PerfTracking.History;

namespace PerfTracking.Formats.Tests;

/// <summary>What a table of measurements brings, as <c>Get-PerfMeasurement | Export-Csv</c> writes it.</summary>
public sealed class ImportedHistoryTests
{
    private static readonly string[] InOneMillisecond =
        [.. Enumerable.Range(1, 50).Select(i => $"{i},2026-03-01 12:00:00.125Z,app,APP-001,{100 + (i * 37 % 50)}")];

    [Fact]
    public void Snapshots_of_one_millisecond_stay_in_their_order()
    {
        PerfSnapshot[] forth = Read(InOneMillisecond), back = Read(InOneMillisecond.Reverse());

        Assert.Equal(Enumerable.Range(1, 50).Select(i => 100.0 + (i * 37 % 50)), forth.OrderBy(snapshot => snapshot.Mark).Select(snapshot => snapshot.Measurements[0].Value));
        Assert.Equal(forth.Select(snapshot => snapshot.Identity), back.Select(snapshot => snapshot.Identity));
    }

    [Fact]
    public void The_same_snapshot_is_the_same_in_another_table()
    {
        const string alone = "51,2026-03-01 12:00:00.126Z,app,APP-001,9";

        Assert.Equal(Read([.. InOneMillisecond, alone])[^1].Identity, Read([alone])[0].Identity);
    }

    private static PerfSnapshot[] Read(IEnumerable<string> rows)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(folder["history.csv"], rows.Prepend("SnapshotId,Timestamp,Application,Metric,Value"));
        var context = new ImportContext("machine", Guid.Empty, new Dictionary<string, string>());
        return [.. ImportedHistory.Read(folder["history.csv"], format: null, context).Snapshots];
    }
}
