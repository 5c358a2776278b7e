using PerfTracking.Benchmarks;

namespace PerfTracking.Formats.Results;

/// <summary>Reads the results of one tool.</summary>
internal interface IResultReader
{
    /// <summary>Whose results it reads.</summary>
    ResultFormat Format { get; }

    /// <summary>Whether a text is of this format, by what no other format has.</summary>
    /// <param name="text">The text.</param>
    bool Recognizes(ResultText text);

    /// <summary>Reads the text.</summary>
    /// <param name="text">A text that <see cref="Recognizes"/> took for its own, or of which the user said that it is.</param>
    /// <returns>What was measured, every value finite.</returns>
    /// <exception cref="ResultFileException">It breaks the format's rules.</exception>
    PerfBenchmarkSession Read(ResultText text);
}
