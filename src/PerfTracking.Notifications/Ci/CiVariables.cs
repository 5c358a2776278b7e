using System.Globalization;

namespace PerfTracking.Notifications.Ci;

/// <summary>What a CI system tells a run of itself, in variables.</summary>
/// <param name="read">Reads a variable; <see langword="null"/> or empty where there is none.</param>
public sealed class CiVariables(Func<string, string?> read)
{
    // Each of them sets its own variable to true, in one case or another.
    private static readonly (string Variable, CiSystem System)[] Signs = [("GITHUB_ACTIONS", CiSystem.GitHub), ("GITLAB_CI", CiSystem.GitLab), ("TF_BUILD", CiSystem.Azure)];

    /// <summary>The variables by which systems are known.</summary>
    public static IEnumerable<string> Known => Signs.Select(static sign => sign.Variable);

    /// <summary>The system of the run.</summary>
    public CiSystem System => Array.Find(Signs, sign => string.Equals(this[sign.Variable], "true", StringComparison.OrdinalIgnoreCase)).System;

    /// <summary>A variable; <see langword="null"/> where it is empty too.</summary>
    /// <param name="name">Its name.</param>
    public string? this[string name] => read(name) is { Length: > 0 } value ? value : null;

    /// <summary>A variable that is an address; <see langword="null"/> where it is none.</summary>
    /// <param name="name">Its name.</param>
    public Uri? Address(string name) => Uri.TryCreate(this[name], UriKind.Absolute, out Uri? address) ? address : null;

    /// <summary>A variable that is a number, as those of requests are.</summary>
    /// <param name="name">Its name.</param>
    public int? Number(string name) => int.TryParse(this[name], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
