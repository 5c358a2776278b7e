namespace PerfTracking.Storage.Tests.Failures;

public sealed class ReplacedFileTests : IDisposable
{
    private readonly TestStore _test = new();

    public void Dispose() => _test.Dispose();

    [Needs("unix")]
    public void A_store_deleted_between_two_saves_is_made_again()
    {
        _test.Save(1);
        DeleteWith("", "-wal", "-shm");
        _test.Save(2);

        Assert.Equal([2.0], StartupTimes());
    }

    [Needs("unix")]
    public void A_store_deleted_without_its_log_is_made_again()
    {
        _test.Save(1);
        DeleteWith("");
        _test.Save(2);
        _test.Save(3);

        Assert.Equal([2.0, 3], StartupTimes());
        Assert.Empty(_test.Store.FindDefects());
    }

    [Needs("unix")]
    public void A_whole_folder_deleted_between_two_saves_is_made_again()
    {
        using var folder = new TemporaryFolder();
        string inner = folder["inner"];
        using var test = new TestStore(Path.Combine(inner, "performance.db"));
        test.Save(1);
        Directory.Delete(inner, recursive: true);
        test.Save(2);

        Assert.Single(test.Snapshots);
    }

    [Needs("unix")]
    public void A_store_that_another_one_took_the_place_of_is_written_in_its_new_place()
    {
        using var other = new TestStore();
        other.Save(10);
        other.Store.Dispose();
        _test.Save(1);

        DeleteWith("-wal", "-shm");
        File.Move(other.Path, _test.Path, overwrite: true);
        _test.Save(2);

        Assert.Equal([10.0, 2], StartupTimes());
        Assert.Empty(_test.Store.FindDefects());
    }

    private IEnumerable<double> StartupTimes() => _test.Snapshots.Select(snapshot => snapshot.Measurements[0].Value);

    private void DeleteWith(params string[] suffixes) => Array.ForEach(suffixes, suffix => File.Delete(_test.Path + suffix));
}
