namespace PerfTracking.Stores;

/// <summary>What rolling up old days did.</summary>
/// <param name="Days">How many days were rolled up.</param>
/// <param name="Snapshots">How many snapshots went.</param>
/// <param name="DailyRows">How many daily rows were written.</param>
public readonly record struct RollUp(int Days, int Snapshots, int DailyRows);
