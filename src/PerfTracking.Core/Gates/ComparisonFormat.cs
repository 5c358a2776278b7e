namespace PerfTracking.Gates;

/// <summary>How a comparison is written for others.</summary>
public enum ComparisonFormat
{
    /// <summary>GitHub's Markdown: a comment on a pull request.</summary>
    Markdown,

    /// <summary>All numbers, for programs.</summary>
    Json,

    /// <summary>A row for each metric, for spreadsheets.</summary>
    Csv,

    /// <summary>JUnit's XML: a test case for each metric, for whatever shows tests.</summary>
    JUnit,

    /// <summary>One page that needs nothing beside it.</summary>
    Html,
}
