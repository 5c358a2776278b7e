namespace PerfTracking.Reporting;

/// <summary>What a report is written as.</summary>
public enum ReportFormat
{
    /// <summary>One file for a browser, with charts, that needs no network.</summary>
    Html,

    /// <summary>Tables for a wiki, an issue or a chat.</summary>
    Markdown,

    /// <summary>A row for each metric, for a spreadsheet.</summary>
    Csv,

    /// <summary>Every number as it is, for a program.</summary>
    Json,
}
