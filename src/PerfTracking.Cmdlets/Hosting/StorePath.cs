using System.Management.Automation;
using System.Text;
using PerfTracking.Stores;

namespace PerfTracking.Cmdlets.Hosting;

/// <summary>Paths of stores, as users type them.</summary>
internal static class StorePath
{
    private const string NoFile = "it is an address and not a file.";
    private const string LongestEnding = "-journal"; // Of what SQLite puts beside a store.
    private const string DevicePrefix = @"\\.\";
    private const string DeviceFolder = "/dev/";
    private const string SharedMemory = "/dev/shm/";

    // What Windows takes for a device in every folder, with any ending.
    private static readonly string[] Devices = ["CON", "PRN", "AUX", "NUL", "COM", "LPT", "CONIN$", "CONOUT$"];

    /// <summary>The full path of a file that need not exist.</summary>
    /// <param name="cmdlet">The command, which knows the current location and the drives.</param>
    /// <param name="path">A path, perhaps relative or on a drive of PowerShell's own.</param>
    /// <exception cref="PerfStoreException">It names no file: a path that cannot be used is trouble with the store like any other.</exception>
    public static string Resolve(PSCmdlet cmdlet, string path)
    {
        try
        {
            // PowerShell's own way to a path asks the system about every mounted disk, and this one needs no asking.
            if (Path.IsPathFullyQualified(path) && !IsOnDriveOfPowerShell(cmdlet, path))
            {
                return Complete(path);
            }

            return Complete(UserPath.Of(cmdlet, path));
        }
        catch (UserPathException exception)
        {
            throw Unusable(path, $"it is a path of the provider '{exception.Provider}' and not of a file.");
        }
        catch (Exception exception) when (exception is SessionStateException or ProviderInvocationException)
        {
            throw Unusable(path, IsAddress(path) ? NoFile : exception.Message);
        }
    }

    /// <summary>The full path of a file, from one that the operating system understands.</summary>
    /// <param name="path">The path.</param>
    /// <exception cref="PerfStoreException">It names no file in a folder.</exception>
    public static string Complete(string path)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            throw Unusable(path.Replace("\0", "\\0", StringComparison.Ordinal), "it holds a zero character.");
        }

        if (IsAddress(path))
        {
            throw Unusable(path, NoFile);
        }

        string full;
        try
        {
            full = Path.GetFullPath(FromHome(path));
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException or IOException)
        {
            throw Unusable(path, exception.Message);
        }

        // Windows makes \\.\NUL of the name of a device, which has no folder.
        if (IsDevice(full))
        {
            throw Unusable(path, "it is a device and not a file.");
        }

        if (Path.GetFileName(full).Length == 0 || string.IsNullOrEmpty(Path.GetDirectoryName(full)))
        {
            throw Unusable(path, "it is a folder and not a file in one.");
        }

        if (string.IsNullOrWhiteSpace(Path.GetFileName(full)))
        {
            throw Unusable(path, "its name is blank.");
        }

        return full;
    }

    /// <summary>The error for a path that cannot be a store's.</summary>
    /// <param name="path">The path as it was given.</param>
    /// <param name="reason">Why not, as the end of a sentence.</param>
    public static PerfStoreException Unusable(string path, string reason)
    {
        var location = new StoreLocation(path);
        return new(StoreFailure.Unavailable, location, $"The store '{location}' cannot be opened: {StoreLocation.Quote(path, reason)} Choose another path with -Store, Set-PerfStore or PERFTRACKING_STORE.");
    }

    /// <summary>Refuses a path at which no store can be, as far as that shows without making one.</summary>
    /// <param name="full">The full path.</param>
    /// <exception cref="PerfStoreException">A folder is there, a file where its folder should be, or nothing, and nothing can be made.</exception>
    public static void Check(string full)
    {
        if (Directory.Exists(full))
        {
            throw Unusable(full, "it is a folder and not a file in one.");
        }

        string made = full;
        for (string? folder = Path.GetDirectoryName(full); folder is not null && !Directory.Exists(folder); folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(folder))
            {
                throw Unusable(full, $"'{folder}' is a file and not a folder.");
            }

            made = folder;
        }

        CheckThatCanBeMade(full, made);
    }

    // By a file of another name that is gone again, for whoever makes the store meanwhile must not find it half there: what they
    // write to it would go with it. As long a name as the longest there will be.
    private static void CheckThatCanBeMade(string full, string made)
    {
        if (Path.Exists(made))
        {
            return;
        }

        string name = Path.GetFileName(made) + (made == full ? LongestEnding : string.Empty);
        int length = OperatingSystem.IsWindows() ? name.Length : Encoding.UTF8.GetByteCount(name);
        string probe = Path.Combine(Path.GetDirectoryName(made)!, Guid.NewGuid().ToString("N").PadRight(length, '_'));
        try
        {
            new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose).Dispose();
        }
        catch (PathTooLongException)
        {
            throw Unusable(full, "it, or a name in it, is too long.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unusable(full, $"nothing can be made there. {exception.Message.Replace(probe, made, StringComparison.Ordinal)}");
        }
    }

    // A variable that a CI system or a service sets was seen by no shell, and '~' in it would become a folder of that name.
    private static string FromHome(string path)
    {
        if (path is not ['~', '/', ..] && !(OperatingSystem.IsWindows() && path is ['~', '\\', ..]))
        {
            return path;
        }

        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
        return home.Length > 0 ? Path.Join(home, path[1..]) : throw Unusable(path, "this user has no home folder.");
    }

    // A folder would be made of it: postgres:/…
    private static bool IsAddress(string path) => path.IndexOf("://", StringComparison.Ordinal) is var end and > 1 && char.IsAsciiLetterOrDigit(path[end - 1]);

    // Such a drive may have one letter, and lead somewhere else than Windows' own of that letter.
    private static bool IsOnDriveOfPowerShell(PSCmdlet cmdlet, string path)
    {
        if (!OperatingSystem.IsWindows() || path[1] != ':')
        {
            return false;
        }

        try
        {
            return !cmdlet.SessionState.Drive.Get(path[..1]).Root.StartsWith(path[..2], StringComparison.OrdinalIgnoreCase);
        }
        catch (SessionStateException)
        {
            return false;
        }
    }

    private static bool IsDevice(string full)
    {
        if (!OperatingSystem.IsWindows())
        {
            return full.Length > DeviceFolder.Length && full.StartsWith(DeviceFolder, StringComparison.Ordinal) && !full.StartsWith(SharedMemory, StringComparison.Ordinal);
        }

        string name = Path.GetFileName(full);
        int end = name.AsSpan().IndexOfAny('.', ':');
        string stem = (end < 0 ? name : name[..end]).TrimEnd();
        return full.StartsWith(DevicePrefix, StringComparison.Ordinal)
            || Array.Exists(Devices, device => stem.Equals(device, StringComparison.OrdinalIgnoreCase)
                || (device is "COM" or "LPT" && stem.Length == 4 && stem.StartsWith(device, StringComparison.OrdinalIgnoreCase) && char.IsDigit(stem[3])));
    }
}
