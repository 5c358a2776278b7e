using PerfTracking.Machine.Arms;

namespace PerfTracking.MachineTests.Arms;

public sealed class ArmFoldersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_arm_runs_at_the_same_path_with_its_own_content()
    {
        var folders = new ArmFolders(_folder.Path);
        foreach (string arm in new[] { "head", "base", "control" })
        {
            Directory.CreateDirectory(folders.Beside(arm));
            File.WriteAllText(Path.Combine(folders.Beside(arm), "name"), arm);
        }

        foreach (string arm in new[] { "base", "head", "head", "control", "base" })
        {
            folders.Use(arm);

            Assert.Equal(arm, File.ReadAllText(Path.Combine(folders.Stage, "name")));
            Assert.False(Directory.Exists(folders.Beside(arm)));
        }

        folders.Clear();

        Assert.False(Directory.Exists(folders.Stage));
        Assert.Equal("head", File.ReadAllText(Path.Combine(folders.Beside("head"), "name")));
    }

    [Fact]
    public void A_copy_keeps_links_times_and_modes_and_leaves_out_what_it_is_told_to()
    {
        string source = Directory.CreateDirectory(Path.Combine(_folder.Path, "source", "sub")).Parent!.FullName;
        File.WriteAllText(Path.Combine(source, "sub", "file"), "content");
        File.SetLastWriteTimeUtc(Path.Combine(source, "sub", "file"), DateTime.UnixEpoch.AddDays(1));
        Directory.CreateDirectory(Path.Combine(source, ".git"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path.Combine(source, "sub", "file"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
            File.CreateSymbolicLink(Path.Combine(source, "link"), "sub/file");
            Directory.CreateSymbolicLink(Path.Combine(source, "around"), ".");
        }

        string copy = Path.Combine(_folder.Path, "copy");
        FolderCopy.Make(source, copy, static name => name == ".git", CancellationToken.None);

        var file = new FileInfo(Path.Combine(copy, "sub", "file"));
        Assert.Equal((DateTime.UnixEpoch.AddDays(1), "content"), (file.LastWriteTimeUtc, File.ReadAllText(file.FullName)));
        Assert.False(Directory.Exists(Path.Combine(copy, ".git")));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserExecute, file.UnixFileMode);
            Assert.Equal("sub/file", new FileInfo(Path.Combine(copy, "link")).LinkTarget);
            Assert.Equal(".", new FileInfo(Path.Combine(copy, "around")).LinkTarget);
        }
    }
}
