using System.Diagnostics;
using PerfTracking.ModuleTests.Engine;

namespace PerfTracking.ModuleTests.Processes;

/// <summary>A script whose store is in trouble: it does its work and ends as it would have.</summary>
public class StoreTroubleProcessTests
{
    private const string Work =
        """
        'before'
        Measure-PerfOperation work { [Console]::Out.WriteLine('at work') }
        Save-PerfBaseline
        "after $?"
        exit 5
        """;

    [Theory]
    [InlineData("garbage", "NotAStore")]
    [InlineData("folder", "StoreReadOnly|StoreUnavailable")]
    [InlineData("file in the way", "StoreUnavailable")]
    public async Task A_bad_path_is_one_warning(string kind, string ids)
    {
        using var folder = new TemporaryFolder();
        string store = folder["performance.db"];
        switch (kind)
        {
            case "garbage":
                await File.WriteAllBytesAsync(store, [0, 1, 2, 3, 255]);
                break;
            case "folder":
                Directory.CreateDirectory(store);
                break;
            default:
                await File.WriteAllTextAsync(store, "notes");
                store = Path.Combine(store, "performance.db");
                break;
        }

        AssertOneWarning(await ShellRun.Script(Work, store), ids);
    }

    [Needs("small disk")]
    public async Task A_full_disk_is_one_warning()
    {
        using var disk = new SmallDisk(256);
        disk.Fill();

        AssertOneWarning(await ShellRun.Script(Work, disk["performance.db"]), "StoreFull|StoreUnavailable");
    }

    [Needs("small disk")]
    public async Task A_disk_that_cannot_be_written_is_one_warning()
    {
        using var disk = new SmallDisk(256);
        disk.SetWritable(false);

        AssertOneWarning(await ShellRun.Script(Work, disk["performance.db"]), "StoreReadOnly|StoreUnavailable");
    }

    [Needs("root", "setpriv")]
    public async Task A_folder_of_somebody_else_is_one_warning()
    {
        using var folder = new TemporaryFolder();
        string[] asNobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "env", "HOME=/tmp"];

        AssertOneWarning(await ShellRun.Script(Work, Path.Combine(folder.Path, "sub", "performance.db"), launcher: asNobody), "StoreReadOnly");
    }

    [Needs("sqlite3")]
    public async Task A_store_that_another_process_keeps_locked_is_one_warning_after_a_while()
    {
        using var folder = new TemporaryFolder();
        string store = folder["performance.db"];
        await ShellRun.Script("$null = Save-PerfBaseline", store);
        using Process other = Process.Start(new ProcessStartInfo("sqlite3", [store]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        await other.StandardInput.WriteLineAsync("BEGIN EXCLUSIVE; SELECT 'locked';");
        await other.StandardInput.FlushAsync();
        Assert.Equal("locked", await other.StandardOutput.ReadLineAsync());

        AssertOneWarning(await ShellRun.Script(Work, store), "StoreLocked");

        other.StandardInput.Close();
        await other.WaitForExitAsync();
    }

    private static void AssertOneWarning(ShellResult result, string ids)
    {
        Assert.Equal(["before", "at work", "after True"], result.Lines.Where(line => !line.StartsWith("WARNING: ", StringComparison.Ordinal)));
        Assert.Matches($@"\[({ids})\]$", Assert.Single(result.Lines, line => line.StartsWith("WARNING: ", StringComparison.Ordinal)));
        Assert.Equal((5, ""), (result.ExitCode, result.ErrorText));
    }
}
