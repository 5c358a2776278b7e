using PerfTracking.Alerts;
using PerfTracking.Contracts.Memory;
using PerfTracking.Stores;

namespace PerfTracking.Contracts;

/// <summary>A store in memory passes what every store passes.</summary>
public sealed class MemoryHistoryTests() : HistoryContract(new MemoryFixture());

/// <inheritdoc cref="MemoryHistoryTests"/>
public sealed class MemoryChartTests() : ChartContract(new MemoryFixture());

/// <inheritdoc cref="MemoryHistoryTests"/>
public sealed class MemoryReceivingTests() : ReceivingContract(static () => new MemoryFixture());

/// <inheritdoc cref="MemoryHistoryTests"/>
public sealed class MemoryAlertTests() : AlertContract(new MemoryFixture());

/// <inheritdoc cref="MemoryHistoryTests"/>
public sealed class MemoryMetricTests() : MetricContract(new MemoryFixture());

/// <inheritdoc cref="MemoryHistoryTests"/>
public sealed class MemoryMaintenanceTests() : MaintenanceContract(new MemoryFixture());

/// <inheritdoc cref="MemoryHistoryTests"/>
public sealed class MemoryAnnotationTests() : AnnotationContract(new MemoryFixture());

/// <inheritdoc cref="MemoryHistoryTests"/>
public sealed class MemoryVersionTests() : VersionContract(new MemoryFixture());

internal sealed class MemoryFixture : IStoreFixture
{
    private readonly MemoryTables _tables = new();

    public IPerfStore Open() => new MemoryStore(_tables);

    public PerfAlert Raise(PerfAlert alert) => _tables.Use(tables => tables.Add(alert), isChange: true);

    public void Dispose()
    {
    }
}
