using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;

namespace PerfTracking.Storage;

/// <summary>Makes files and folders that nobody but their owner can read: by their mode on Unix, by an access list that inherits nothing on Windows.</summary>
internal static class OwnerOnly
{
    private const UnixFileMode FileMode600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode FolderMode700 = FileMode600 | UnixFileMode.UserExecute;

    /// <summary>Makes an empty file, unless somebody else makes it in the same moment.</summary>
    /// <param name="path">Its full path.</param>
    public static void CreateFile(string path)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                CreateWindowsFile(path);
            }
            else
            {
                CreateUnixFile(path);
            }
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process made it.
        }
    }

    /// <summary>Makes a folder and those above it; one that exists keeps its permissions.</summary>
    /// <param name="path">Its full path.</param>
    public static void CreateFolder(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            CreateWindowsFolder(path);
        }
        else
        {
            Directory.CreateDirectory(path, FolderMode700);
        }
    }

    [UnsupportedOSPlatform("windows")]
    private static void CreateUnixFile(string path)
    {
        using var created = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
            UnixCreateMode = FileMode600,
        });
    }

    [SupportedOSPlatform("windows")]
    private static void CreateWindowsFile(string path)
    {
        var security = new FileSecurity();
        security.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        security.AddAccessRule(new FileSystemAccessRule(Me(), FileSystemRights.FullControl, AccessControlType.Allow));
        using FileStream created = new FileInfo(path).Create(FileMode.CreateNew, FileSystemRights.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, FileOptions.None, security);
    }

    [SupportedOSPlatform("windows")]
    private static void CreateWindowsFolder(string path)
    {
        const InheritanceFlags all = InheritanceFlags.ContainerInherit | InheritanceFlags.ObjectInherit;
        var security = new DirectorySecurity();
        security.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        security.AddAccessRule(new FileSystemAccessRule(Me(), FileSystemRights.FullControl, all, PropagationFlags.None, AccessControlType.Allow));
        security.CreateDirectory(path);
    }

    [SupportedOSPlatform("windows")]
    private static SecurityIdentifier Me()
    {
        using var me = WindowsIdentity.GetCurrent();
        return me.User ?? throw new UnauthorizedAccessException("The current user has no identity that a file could belong to.");
    }
}
