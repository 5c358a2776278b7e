using System.Collections.Concurrent;
using System.Text;
using PerfTracking.Programs;

namespace PerfTracking.Cmdlets.Operations;

/// <summary>
/// What a program writes into pipes, line by line, on its way to the pipeline. The pipes are read on their own threads, so that
/// a slow pipeline does not hold up the program.
/// </summary>
/// <param name="encoding">How the program's bytes become text.</param>
internal sealed class ProgramOutput(Encoding encoding)
{
    // A reader would take UTF-8's mark away from the beginning; for PowerShell it is text.
    private readonly Encoding _encoding = encoding is UTF8Encoding ? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) : encoding;
    private readonly BlockingCollection<(string Line, bool IsError)> _lines = [];
    private int _open = 1;
    private volatile bool _isAbandoned;

    /// <summary>A channel for one of the program's streams.</summary>
    /// <param name="isError">Whether it carries errors.</param>
    public ProgramChannel Channel(bool isError)
    {
        Interlocked.Increment(ref _open);
        return ProgramChannel.Pipe(stream => Read(stream, isError));
    }

    /// <summary>The lines in the order in which they came, until the program has ended and nobody holds its pipes any more.</summary>
    public IEnumerable<(string Line, bool IsError)> Lines() => _lines.GetConsumingEnumerable();

    /// <summary>Says that the program has ended, or was not started.</summary>
    public void Close()
    {
        if (Interlocked.Decrement(ref _open) == 0)
        {
            _lines.CompleteAdding();
        }
    }

    /// <summary>Says that nobody wants the rest.</summary>
    public void Abandon()
    {
        _isAbandoned = true;
        _lines.CompleteAdding();
    }

    private void Read(Stream stream, bool isError)
    {
        try
        {
            using var reader = new StreamReader(stream, _encoding, detectEncodingFromByteOrderMarks: false);
            while (!_isAbandoned && reader.ReadLine() is { } line)
            {
                _lines.Add((line, isError));
            }
        }
        catch (Exception exception) when (exception is IOException || (_isAbandoned && exception is InvalidOperationException))
        {
            // The pipe broke, or nobody listens.
        }
        finally
        {
            Close();
        }
    }
}
