namespace PerfTracking.Machine;

/// <summary>The commit and branch a folder is checked out at, read from git's files without starting a process.</summary>
/// <param name="Commit">The full hash, or <see langword="null"/> before the first commit.</param>
/// <param name="Branch">The branch, or <see langword="null"/> with a detached head.</param>
public sealed record GitCheckout(string? Commit, string? Branch)
{
    private const string RefPrefix = "ref: ";
    private const string BranchPrefix = "refs/heads/";
    private const int MaxSymbolicDepth = 5; // git's own SYMREF_MAXDEPTH

    /// <summary>Looks from a folder upwards for a repository; worktrees and submodules are followed.</summary>
    /// <param name="folder">Where to begin.</param>
    /// <returns><see langword="null"/> outside a repository, or where it cannot be read.</returns>
    public static GitCheckout? Find(string folder)
    {
        try
        {
            for (DirectoryInfo? current = new(folder); current is not null; current = current.Parent)
            {
                string candidate = Path.Combine(current.FullName, ".git");
                if (Directory.Exists(candidate))
                {
                    return Read(candidate);
                }

                if (File.Exists(candidate) && ReadLine(candidate) is { } link && link.StartsWith("gitdir: ", StringComparison.Ordinal))
                {
                    return Read(Path.GetFullPath(link["gitdir: ".Length..], current.FullName));
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            // A repository that cannot be read is no reason to lose a snapshot.
        }

        return null;
    }

    private static GitCheckout? Read(string gitFolder)
    {
        string? head = ReadLine(Path.Combine(gitFolder, "HEAD"));
        if (head is null)
        {
            return null;
        }

        if (!head.StartsWith(RefPrefix, StringComparison.Ordinal))
        {
            return new GitCheckout(head, Branch: null);
        }

        string reference = head[RefPrefix.Length..].Trim();
        string? branch = reference.StartsWith(BranchPrefix, StringComparison.Ordinal) ? reference[BranchPrefix.Length..] : null;
        return branch == ".invalid"
            ? null // A reftable repository; its references are not in files.
            : new GitCheckout(Resolve(gitFolder, reference), branch);
    }

    private static string? Resolve(string gitFolder, string reference)
    {
        // A worktree has its own HEAD, and shares the references of the main one.
        string shared = ReadLine(Path.Combine(gitFolder, "commondir")) is { } common ? Path.GetFullPath(common, gitFolder) : gitFolder;
        for (int depth = 0; depth < MaxSymbolicDepth; depth++)
        {
            string? value = ReadLine(Path.Combine(gitFolder, reference))
                ?? ReadLine(Path.Combine(shared, reference))
                ?? FindPacked(Path.Combine(shared, "packed-refs"), reference);
            if (value?.StartsWith(RefPrefix, StringComparison.Ordinal) != true)
            {
                return value;
            }

            // A branch may stand for another one, as an old name does for a new one.
            reference = value[RefPrefix.Length..].Trim();
        }

        return null;
    }

    private static string? FindPacked(string path, string reference)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        foreach (string line in File.ReadLines(path))
        {
            int space = line.IndexOf(' ');
            if (space > 0 && line.AsSpan(space + 1).SequenceEqual(reference))
            {
                return line[..space];
            }
        }

        return null;
    }

    private static string? ReadLine(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var reader = new StreamReader(path);
        string? line = reader.ReadLine()?.Trim();
        return string.IsNullOrEmpty(line) ? null : line;
    }
}
