namespace PerfTracking.Benchmarks;

/// <summary>Why a file of results cannot be read. The name is the stable identifier of the error.</summary>
public enum ResultFileDefect
{
    /// <summary>There is no such file.</summary>
    ResultFileNotFound,

    /// <summary>It is there and cannot be opened.</summary>
    ResultFileUnreadable,

    /// <summary>It holds nothing.</summary>
    ResultFileEmpty,

    /// <summary>It ends in the middle.</summary>
    ResultFileTruncated,

    /// <summary>It is larger than a file of results can be.</summary>
    ResultFileTooLarge,

    /// <summary>It is of no format that is known, or not of the one that was asked for.</summary>
    ResultFormatNotRecognized,

    /// <summary>It is of a newer version of its format than this module knows.</summary>
    ResultFormatNewer,

    /// <summary>It is of its format and breaks its rules.</summary>
    ResultFileMalformed,

    /// <summary>A value in it is not a finite number, or not one that its unit allows.</summary>
    ResultValueNotValid,

    /// <summary>It is whole and holds no value.</summary>
    ResultFileWithoutSample,

    /// <summary>It does not say of which application its values are, and nobody else did.</summary>
    ApplicationNotGiven,
}
