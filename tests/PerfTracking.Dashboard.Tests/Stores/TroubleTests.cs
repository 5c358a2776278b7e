using System.Net;
using Microsoft.Data.Sqlite;
using PerfTracking.Dashboard.Tests.Serving;
using PerfTracking.Pages.Tests;

namespace PerfTracking.Dashboard.Tests.Stores;

/// <summary>A store that cannot be read, or written: each has its status and its words.</summary>
public sealed class TroubleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_that_is_no_store()
    {
        await File.WriteAllTextAsync(_folder["a.db"], string.Concat(Enumerable.Repeat("no store at all ", 500)));

        await Expect(_folder["a.db"], HttpStatusCode.ServiceUnavailable, "not a PerfTracking store");
    }

    [Fact]
    public async Task A_store_of_a_newer_version()
    {
        using var history = new DemoHistory();
        history.SaveMany(3, 400);
        Run(history.Path, "PRAGMA user_version = 9999");

        await Expect(history.Path, HttpStatusCode.ServiceUnavailable, "knows versions up to");
    }

    [Fact]
    public async Task A_store_that_is_damaged()
    {
        using var history = new DemoHistory();
        history.SaveMany(200, 400);
        history.Store.Compact();
        history.Store.Dispose();
        byte[] bytes = await File.ReadAllBytesAsync(history.Path);
        Array.Fill(bytes, (byte)0x5a, 4096, bytes.Length - 4096);
        await File.WriteAllBytesAsync(history.Path, bytes);

        await Expect(history.Path, HttpStatusCode.ServiceUnavailable, "damaged");
    }

    [Fact]
    public async Task A_store_that_somebody_else_has_locked_is_read_all_the_same_and_not_changed()
    {
        using var history = DemoHistory.WithRegression();
        await using TestDashboard dashboard = await TestDashboard.StartSignedIn(history.Path);
        using SqliteConnection other = Connect(history.Path);
        using SqliteCommand command = other.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        command.ExecuteNonQuery();

        using HttpResponseMessage page = await dashboard.Get("");
        using HttpResponseMessage change = await dashboard.Post("alerts/decide", dashboard.FormField(), ("decision", "approve"), ("id", "1"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(2)), (page.StatusCode, change.StatusCode, change.Headers.RetryAfter!.Delta!.Value));
        Assert.Contains("lock", await change.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_somebody_else_has_for_themselves_alone()
    {
        using var history = DemoHistory.WithRegression();
        history.Store.Dispose();
        await using TestDashboard dashboard = await TestDashboard.StartSignedIn(history.Path);
        using SqliteConnection other = Connect(history.Path);
        using SqliteCommand command = other.CreateCommand();
        command.CommandText = "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; UPDATE performance_groups SET previous_cost_ms = 1";
        command.ExecuteNonQuery();

        using HttpResponseMessage page = await dashboard.Get("");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(2)), (page.StatusCode, page.Headers.RetryAfter!.Delta!.Value));
        string words = await page.Content.ReadAsStringAsync();
        Assert.Contains("lock", words, StringComparison.Ordinal);
        Assert.Contains("Try again", words, StringComparison.Ordinal);
    }

    [Needs("small disk")]
    public async Task A_store_on_a_disk_that_cannot_be_written_is_read_all_the_same_and_not_changed()
    {
        using var history = DemoHistory.WithRegression();
        history.Store.Compact();
        history.Store.Dispose();
        using var disk = new SmallDisk(8 * 1024);
        File.Copy(history.Path, disk["a.db"]);
        disk.SetWritable(false);
        await using TestDashboard dashboard = await TestDashboard.StartSignedIn(disk["a.db"]);

        using HttpResponseMessage page = await dashboard.Get("");
        using HttpResponseMessage change = await dashboard.Post("alerts/decide", dashboard.FormField(), ("decision", "approve"), ("id", "1"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (page.StatusCode, change.StatusCode));
    }

    [Fact]
    public async Task A_store_that_is_deleted_while_it_is_shown()
    {
        using var history = DemoHistory.WithRegression();
        await using TestDashboard dashboard = await TestDashboard.StartSignedIn(history.Path);
        using HttpResponseMessage before = await dashboard.Get("");
        history.Store.Dispose();
        foreach (string file in Directory.GetFiles(Path.GetDirectoryName(history.Path)!))
        {
            File.Delete(file);
        }

        using HttpResponseMessage after = await dashboard.Get("");
        using HttpResponseMessage change = await dashboard.Post("alerts/decide", dashboard.FormField(), ("decision", "approve"), ("id", "1"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable), (before.StatusCode, after.StatusCode, change.StatusCode));
        Assert.Contains("it was there when", await after.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.False(File.Exists(history.Path));
    }

    [Fact]
    public async Task A_store_that_does_not_exist_yet_is_explained_and_not_made()
    {
        await using TestDashboard dashboard = await TestDashboard.StartSignedIn(_folder["a.db"]);

        using HttpResponseMessage page = await dashboard.Get("");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("Save-PerfBaseline", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["a.db"]));
    }

    private static async Task Expect(string path, HttpStatusCode status, string words)
    {
        await using TestDashboard dashboard = await TestDashboard.StartSignedIn(path);
        foreach (string address in new[] { "", "metric", "snapshots", "store", "chart?metric=APP-001", "csv/measurements" })
        {
            using HttpResponseMessage answer = await dashboard.Get(address);
            string text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode == status, $"{address}: {answer.StatusCode}\n{text}");
            Assert.Contains(words, WebUtility.HtmlDecode(text), StringComparison.Ordinal);
        }
    }

    private static SqliteConnection Connect(string path)
    {
        SQLitePCL.Batteries_V2.Init();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }

    private static void Run(string path, string sql)
    {
        using SqliteConnection connection = Connect(path);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
