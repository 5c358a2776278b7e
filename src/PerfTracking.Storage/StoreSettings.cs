using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using PerfTracking.Storage.Raw;
using PerfTracking.Stores;

namespace PerfTracking.Storage;

/// <summary>The settings that a store keeps, by name.</summary>
internal static class StoreSettings
{
    /// <summary>The policy, as JSON.</summary>
    public const string Policy = "policy";

    /// <summary>For how many days history is kept in full.</summary>
    public const string Retention = "retention_days";

    /// <summary>How often something was removed: what somebody remembers of the history may be gone.</summary>
    public const string Removals = "removals";

    /// <summary>A setting, or <see langword="null"/> where it was never made.</summary>
    /// <param name="database">The store.</param>
    /// <param name="name">Its name.</param>
    public static string? Read(RawDatabase database, string name)
    {
        using RawStatement.Execution rows = database.Prepare("SELECT value FROM performance_settings WHERE name = ?1").Bind(1, name).Start();
        return rows.Read() ? rows.Text(0) : null;
    }

    /// <summary>A setting, or <see langword="null"/> where it was never made or there is no store yet.</summary>
    /// <param name="connections">The store.</param>
    /// <param name="name">Its name.</param>
    public static string? Read(SqliteConnections connections, string name) =>
        connections.Read(database => new[] { Read(database, name) }).FirstOrDefault();

    /// <summary>Makes a setting.</summary>
    /// <param name="connections">The store.</param>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    public static void Write(SqliteConnections connections, string name, string value) => connections.Change((connection, transaction) => connection.Execute(
        "INSERT INTO performance_settings (name, value) VALUES (@name, @value) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        new { name, value },
        transaction));

    /// <summary>Says that something is removed from the history.</summary>
    /// <param name="connection">The store.</param>
    /// <param name="transaction">The transaction that removes it.</param>
    public static void CountRemoval(SqliteConnection connection, SqliteTransaction transaction) => connection.Execute(
        "INSERT INTO performance_settings (name, value) VALUES (@Removals, '1') ON CONFLICT (name) DO UPDATE SET value = value + 1", new { Removals }, transaction);

    /// <summary>The days that a text of <see cref="Retention"/> means.</summary>
    /// <param name="setting">The text, or <see langword="null"/> for the default.</param>
    public static int RetentionOf(string? setting) =>
        int.TryParse(setting, NumberStyles.None, CultureInfo.InvariantCulture, out int days) && days > 0 ? days : StoreSummary.DefaultRetentionDays;
}
