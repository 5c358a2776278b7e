namespace PerfTracking.Notifications.Ci;

/// <summary>The CI systems that are known.</summary>
public enum CiSystem
{
    /// <summary>None: a terminal, or one that is not known.</summary>
    None,

    /// <summary>GitHub Actions.</summary>
    GitHub,

    /// <summary>GitLab CI.</summary>
    GitLab,

    /// <summary>Azure Pipelines.</summary>
    Azure,
}
