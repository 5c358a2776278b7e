using System.Runtime.Versioning;

namespace PerfTracking.Storage.Tests;

[UnsupportedOSPlatform("windows")]
public class FilePermissionTests
{
    private const UnixFileMode OwnerOnlyFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Needs("unix")]
    public void A_new_store_and_its_folder_are_their_owners_alone()
    {
        using var folder = new TemporaryFolder();
        string inner = Path.Combine(folder.Path, "deep", "deeper");
        using var test = new TestStore(Path.Combine(inner, "performance.db"));
        test.Save(1);

        Assert.Equal(OwnerOnlyFile | UnixFileMode.UserExecute, File.GetUnixFileMode(inner));
        Assert.All(Directory.GetFiles(inner), file => Assert.Equal(OwnerOnlyFile, File.GetUnixFileMode(file)));
    }

    [Needs("unix")]
    public void A_folder_that_exists_keeps_its_permissions()
    {
        using var folder = new TemporaryFolder();
        const UnixFileMode shared = OwnerOnlyFile | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;
        File.SetUnixFileMode(folder.Path, shared);
        using var test = new TestStore(folder["performance.db"]);
        test.Save(1);

        Assert.Equal(shared, File.GetUnixFileMode(folder.Path));
        Assert.Equal(OwnerOnlyFile, File.GetUnixFileMode(test.Path));
    }
}
