using PerfTracking.Stores;

namespace PerfTracking.Storage.Tests.Failures;

public class DiskTests
{
    [Needs("small disk")]
    public void A_full_disk_loses_nothing_that_was_saved_and_the_next_save_works_again()
    {
        using var disk = new SmallDisk(1024);
        using var test = new TestStore(disk["performance.db"]);
        var saved = new List<long> { test.Save(1) };
        string filler = disk.Fill();

        Assert.Equal(StoreFailure.Full, SaveUntilItFails(test, saved).Failure);
        Assert.Equal(StoreFailure.Full, test.SaveFails().Failure);
        Assert.Equal(saved, test.Snapshots.Select(snapshot => snapshot.Id));

        File.Delete(filler);
        saved.Add(test.Save(2));
        Assert.Equal(saved, test.Snapshots.Select(snapshot => snapshot.Id));
        Assert.Empty(test.Store.FindDefects());
    }

    [Needs("small disk")]
    public void A_store_that_does_not_fit_at_all_is_full_and_is_made_once_there_is_space()
    {
        using var disk = new SmallDisk(1024);
        using var test = new TestStore(disk["performance.db"]);
        string filler = disk.Fill();

        Assert.Equal(StoreFailure.Full, test.SaveFails().Failure);

        File.Delete(filler);
        test.Save(1);
        Assert.Single(test.Snapshots);
    }

    [Needs("small disk")]
    public void A_new_process_on_a_full_disk_is_told_that_it_is_full()
    {
        using var disk = new SmallDisk(1024);
        using (var first = new TestStore(disk["performance.db"]))
        {
            first.Save(1);
        }

        string filler = disk.Fill();
        using var second = new TestStore(disk["performance.db"]);
        Assert.Equal(StoreFailure.Full, SaveUntilItFails(second, []).Failure);

        File.Delete(filler);
        second.Save(2);
        Assert.Empty(second.Store.FindDefects());
    }

    [Needs("small disk")]
    public void A_disk_that_cannot_be_written_is_plain_trouble_until_it_can()
    {
        using var disk = new SmallDisk(1024);
        using var store = new TestStore(disk["performance.db"]);
        store.Save(1);
        store.Store.Dispose();
        using var absent = new TestStore(disk["absent.db"]);
        using var deep = new TestStore(Path.Combine(disk.Path, "no", "such", "folder", "performance.db"));
        disk.SetWritable(false);

        Assert.All([store, absent, deep], static test => Assert.Equal(StoreFailure.ReadOnly, test.SaveFails().Failure));

        disk.SetWritable(true);
        store.Save(2);
        Assert.Equal(2, store.Snapshots.Count);
    }

    [Needs("small disk")]
    public void History_on_a_disk_that_cannot_be_written_stays_readable()
    {
        using var disk = new SmallDisk(1024);
        string path = disk["100 %25 #1?.db"];
        using (var writer = new TestStore(path))
        {
            writer.Save(1);
            writer.Store.SetRetention(7);
        }

        disk.SetWritable(false);
        using var test = new TestStore(path);

        Assert.Equal([1.0], test.Snapshots.Select(static snapshot => snapshot.Measurements[0].Value));
        Assert.Equal(7, test.Store.Describe().RetentionDays);
        Assert.Empty(test.Store.ReadAlerts(new AlertQuery()));
        Assert.Empty(test.Store.FindDefects());
        PerfStoreException trouble = test.SaveFails();
        Assert.Equal(StoreFailure.ReadOnly, trouble.Failure);
        Assert.Contains("the file, of its companions '-wal' and '-shm', and of their folder", trouble.Message, StringComparison.Ordinal);
        Assert.Equal(StoreFailure.ReadOnly, Assert.Throws<PerfStoreException>(() => test.Store.SetRetention(5)).Failure);
        Assert.Single(test.Snapshots);
    }

    [Needs("small disk")]
    public void What_a_killed_process_left_in_the_log_is_never_silently_missing()
    {
        using var disk = new SmallDisk(4096);
        using var writer = new TestStore(disk["performance.db"]);
        writer.Save(1);
        foreach (string file in Directory.GetFiles(disk.Path, "performance.db*"))
        {
            File.Copy(file, file.Replace("performance", "copy", StringComparison.Ordinal));
        }

        writer.Store.Dispose();
        disk.SetWritable(false);
        using var test = new TestStore(disk["copy.db"]);

        Assert.Single(test.Snapshots);
    }

    [Needs("small disk")]
    public void A_log_that_cannot_be_read_where_it_lies_is_told_and_not_left_out()
    {
        using var disk = new SmallDisk(4096);
        using var writer = new TestStore(disk["performance.db"]);
        writer.Save(1);
        File.Copy(writer.Path, disk["copy.db"]);
        File.Copy(writer.Path + "-wal", disk["copy.db-wal"]);
        writer.Store.Dispose();
        disk.SetWritable(false);
        using var test = new TestStore(disk["copy.db"]);

        PerfStoreException trouble = Assert.Throws<PerfStoreException>(() => test.Snapshots);

        Assert.Equal(StoreFailure.Unavailable, trouble.Failure);
        Assert.Contains("copy.db-wal", trouble.Message, StringComparison.Ordinal);
    }

    [Needs("small disk")]
    public void A_file_that_cannot_be_written_is_read_though_its_folder_can_be()
    {
        using var folder = new TemporaryFolder();
        using var disk = new SmallDisk(1024);
        using (var writer = new TestStore(disk["performance.db"]))
        {
            writer.Save(1);
        }

        string path = folder["performance.db"];
        File.WriteAllText(path, "");
        Tool.Run("mount", "--bind", disk["performance.db"], path);
        try
        {
            Tool.Run("mount", "-o", "remount,ro,bind", path);
            using var test = new TestStore(path);

            Assert.Single(test.Snapshots);
            Assert.Equal(StoreFailure.ReadOnly, test.SaveFails().Failure);
        }
        finally
        {
            Tool.Run("umount", "-l", path);
        }
    }

    private static PerfStoreException SaveUntilItFails(TestStore test, List<long> saved)
    {
        // The file system keeps a last bit for itself, and the write-ahead log reuses what it has.
        for (int i = 0; i < 10_000; i++)
        {
            try
            {
                saved.Add(test.Save(i));
            }
            catch (PerfStoreException exception)
            {
                return exception;
            }
        }

        throw new InvalidOperationException("The disk was never full.");
    }
}
