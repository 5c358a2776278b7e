namespace PerfTracking.Storage.Tests;

public sealed class SqliteWarmUpTests
{
    [Fact]
    public void It_touches_no_file_and_may_be_done_by_several_at_once()
    {
        string[] before = Directory.GetFileSystemEntries(Environment.CurrentDirectory);

        Parallel.For(0, 8, static _ => SqliteWarmUp.Run());

        Assert.Equal(before, Directory.GetFileSystemEntries(Environment.CurrentDirectory));
    }
}
