using PerfTracking.Alerts;
using PerfTracking.Contracts;
using PerfTracking.History;
using PerfTracking.Recording;
using PerfTracking.Stores;

namespace PerfTracking.Storage.Tests;

/// <summary>SQLite passes what every store passes.</summary>
public sealed class SqliteHistoryTests() : HistoryContract(new SqliteFixture());

/// <inheritdoc cref="SqliteHistoryTests"/>
public sealed class SqliteChartTests() : ChartContract(new SqliteFixture());

/// <inheritdoc cref="SqliteHistoryTests"/>
public sealed class SqliteReceivingTests() : ReceivingContract(static () => new SqliteFixture());

/// <inheritdoc cref="SqliteHistoryTests"/>
public sealed class SqliteAlertTests() : AlertContract(new SqliteFixture());

/// <inheritdoc cref="SqliteHistoryTests"/>
public sealed class SqliteMetricTests() : MetricContract(new SqliteFixture());

/// <inheritdoc cref="SqliteHistoryTests"/>
public sealed class SqliteMaintenanceTests() : MaintenanceContract(new SqliteFixture());

/// <inheritdoc cref="SqliteHistoryTests"/>
public sealed class SqliteAnnotationTests() : AnnotationContract(new SqliteFixture());

/// <inheritdoc cref="SqliteHistoryTests"/>
public sealed class SqliteVersionTests() : VersionContract(new SqliteFixture());

internal sealed class SqliteFixture : IStoreFixture
{
    private readonly TestStore _test = new();

    public IPerfStore Open() => new SqliteStore(_test.Path);

    public PerfAlert Raise(PerfAlert alert)
    {
        // A save of its own, in which nothing of the alert's metric is measured.
        using ISaveTransaction save = _test.Store.BeginSave();
        save.ReadCatalogue(alert.Application);
        RunContext context = TestStore.Context(alert.Application, alert.Environment);
        save.Append(context, TestStore.Mark(alert.RaisedAt), alert.Cold, TestStore.Values(("other", 1)));
        PerfAlert raised = save.WriteAlert(alert);
        save.Commit();
        return raised;
    }

    public void Dispose() => _test.Dispose();
}
