using PerfTracking.Stores;

namespace PerfTracking.Storage.Tests.Failures;

public sealed class DamagedFileTests : IDisposable
{
    private readonly TestStore _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void Garbage_is_no_store_and_is_left_as_it_is()
    {
        byte[] garbage = new byte[10_000];
        new Random(1).NextBytes(garbage);
        File.WriteAllBytes(_test.Path, garbage);

        AssertAllFail(StoreFailure.NotAStore);
        Assert.Equal(garbage, File.ReadAllBytes(_test.Path));
    }

    [Fact]
    public void A_text_file_is_no_store_and_is_left_as_it_is()
    {
        File.WriteAllText(_test.Path, "notes");

        AssertAllFail(StoreFailure.NotAStore);
        Assert.Equal("notes", File.ReadAllText(_test.Path));
    }

    [Theory]
    [InlineData("CREATE TABLE customers (name TEXT)")]
    [InlineData("CREATE TABLE customers (name TEXT); PRAGMA user_version = 1")]
    [InlineData("PRAGMA application_id = 1")]
    [InlineData("PRAGMA user_version = 3")]
    public void Another_programs_database_is_left_as_it_is(string content)
    {
        _test.Ask(content);
        byte[] before = File.ReadAllBytes(_test.Path);

        AssertAllFail(StoreFailure.NotAStore);
        Assert.Equal(before, File.ReadAllBytes(_test.Path));
    }

    [Fact]
    public void A_newer_versions_store_is_left_as_it_is()
    {
        _test.Save(1);
        _test.Store.Dispose();
        _test.Ask("PRAGMA user_version = 9999");
        byte[] before = File.ReadAllBytes(_test.Path);

        AssertAllFail(StoreFailure.NewerVersion);
        Assert.Equal(before, File.ReadAllBytes(_test.Path));
    }

    [Theory]
    [InlineData(0.9)]
    [InlineData(0.5)]
    [InlineData(0.1)]
    public void A_truncated_store_is_damaged(double part)
    {
        FillAndClose();
        long length = (long)(part * new FileInfo(_test.Path).Length);
        using (FileStream file = File.OpenWrite(_test.Path))
        {
            file.SetLength(length);
        }

        Assert.Equal(StoreFailure.Corrupt, _test.SaveFails().Failure);
        Assert.Equal(length, new FileInfo(_test.Path).Length);
    }

    [Fact]
    public void A_store_with_a_damaged_page_is_found_out_by_a_test()
    {
        FillAndClose();
        using (FileStream file = File.OpenWrite(_test.Path))
        {
            file.Position = file.Length / 2;
            file.Write(new byte[8192]);
        }

        Assert.True(IsFoundDamaged());
    }

    [Theory]
    [InlineData("2026-03-01 08:00:00")]
    [InlineData("2026-02-30T08:00:00.000Z")]
    [InlineData("")]
    public void A_time_that_another_program_wrote_is_damage_to_who_reads_and_saves(string time)
    {
        _test.Save(1);
        _test.Store.Dispose();
        _test.Ask($"UPDATE performance_snapshots SET timestamp = '{time}'");

        Assert.Equal(StoreFailure.Corrupt, Assert.Throws<PerfStoreException>(() => _test.Snapshots).Failure);
        Assert.Equal(StoreFailure.Corrupt, _test.SaveFails().Failure);
    }

    [Fact]
    public void An_empty_file_becomes_a_store()
    {
        File.WriteAllBytes(_test.Path, []);
        Assert.Empty(_test.Snapshots);

        _test.Save(1);
        Assert.Single(_test.Snapshots);
    }

    [Fact]
    public void A_folder_at_the_stores_path_is_trouble_and_no_store_with_nothing_in_it()
    {
        Directory.CreateDirectory(_test.Path);
        Action[] reads = [() => _ = _test.Snapshots, () => _test.Store.Describe(), () => _test.Store.FindDefects(), () => StoreFileCheck.Run(_test.Path)];

        Assert.Equal(StoreFailure.Unavailable, _test.SaveFails().Failure);
        Assert.All(reads, static read => Assert.Contains("it is a folder", Assert.Throws<PerfStoreException>(read).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_in_the_place_of_the_folder_is_trouble_and_no_crash()
    {
        File.WriteAllText(_test.Path, "a file");
        using var inside = new TestStore(Path.Combine(_test.Path, "performance.db"));

        Assert.Equal(StoreFailure.Unavailable, inside.SaveFails().Failure);
    }

    [Fact]
    public void A_message_names_the_store_and_what_to_do()
    {
        File.WriteAllText(_test.Path, "notes");
        PerfStoreException failure = _test.SaveFails();

        Assert.Equal(_test.Path, failure.Location.File);
        Assert.Contains(_test.Path, failure.Message, StringComparison.Ordinal);
        Assert.Contains("choose another path with Set-PerfStore", failure.Message, StringComparison.Ordinal);
    }

    private void AssertAllFail(StoreFailure expected)
    {
        Action[] uses =
        [
            () => _test.Save(1),
            () => _ = _test.Snapshots,
            () => _test.Store.ReadCatalogue("app"),
            () => _test.Store.Describe(),
            () => _test.Store.FindDefects(),
            () => _test.Store.SetRetention(3),
            () => _test.Store.Compact(),
            () => _test.Store.RollUp(TestStore.Noon),
        ];
        Assert.All(uses, use => Assert.Equal(expected, Assert.Throws<PerfStoreException>(use).Failure));
    }

    private bool IsFoundDamaged()
    {
        try
        {
            return _test.Store.FindDefects().Count > 0;
        }
        catch (PerfStoreException exception) when (exception.Failure == StoreFailure.Corrupt)
        {
            return true;
        }
    }

    private void FillAndClose()
    {
        for (int i = 0; i < 300; i++)
        {
            _test.Save(TestStore.Values(("APP-001", i), ("a", i), ("b", i)));
        }

        _test.Store.Compact();
        _test.Store.Dispose();
    }
}
