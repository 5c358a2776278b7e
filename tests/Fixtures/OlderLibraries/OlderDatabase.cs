using System.Reflection;
using Dapper;
using Microsoft.Data.Sqlite;

namespace OlderLibraries;

/// <summary>Uses the older libraries, so that they are loaded and initialized.</summary>
public static class OlderDatabase
{
    /// <summary>Asks a database in memory something, and tells which versions answered.</summary>
    public static string Ask()
    {
        SQLitePCL.Batteries_V2.Init();
        using var connection = new SqliteConnection("Data Source=:memory:");
        string sqlite = connection.QuerySingle<string>("SELECT sqlite_version()");
        return $"provider {typeof(SqliteConnection).Assembly.GetName().Version}, SQLite {sqlite}, mapper {VersionOf(typeof(SqlMapper))}";
    }

    private static string? VersionOf(Type type) => type.Assembly.GetCustomAttribute<AssemblyFileVersionAttribute>()?.Version;
}
