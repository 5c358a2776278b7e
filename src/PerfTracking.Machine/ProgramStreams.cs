using System.IO.Pipes;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using PerfTracking.Programs;

namespace PerfTracking.Machine;

/// <summary>A program's three streams on this side: opened before the clock starts, read from when the program is there.</summary>
internal sealed class ProgramStreams : IDisposable
{
    private readonly SafeHandle?[] _handles = new SafeHandle?[3];
    private readonly List<(AnonymousPipeServerStream Pipe, Action<Stream> Read)> _pipes = [];

    private ProgramStreams()
    {
    }

    /// <summary>The handle for input (0), output (1) or errors (2), or <see langword="null"/> where the program takes ours.</summary>
    public SafeHandle? this[int stream] => _handles[stream];

    /// <summary>Opens what a start names.</summary>
    /// <param name="start">The start.</param>
    /// <param name="nullDevice">The system's null device.</param>
    public static ProgramStreams Open(ProgramStart start, string nullDevice)
    {
        var streams = new ProgramStreams();
        ProgramChannel[] three = [start.Input, start.Output, start.Error];
        int opened = 0;
        try
        {
            for (; opened < three.Length; opened++)
            {
                // Output and errors in one file share its end, so that neither overwrites the other.
                streams._handles[opened] = opened == 2 && three[1] is ProgramChannel.ToFile && three[2] == three[1]
                    ? streams._handles[1]
                    : streams.Open(three[opened], nullDevice, isInput: opened == 0);
            }

            return streams;
        }
        catch
        {
            streams.Dispose();

            // Whoever waits for a pipe that was not opened yet waits for its end as well.
            foreach (ProgramChannel.ToPipe pipe in three.Skip(opened).OfType<ProgramChannel.ToPipe>())
            {
                pipe.Read(Stream.Null);
            }

            throw;
        }
    }

    /// <summary>Gives up what now is the program's alone, and begins to read the pipes.</summary>
    public void Started()
    {
        foreach (SafeHandle? handle in _handles)
        {
            handle?.Dispose();
        }

        foreach ((AnonymousPipeServerStream pipe, Action<Stream> read) in _pipes)
        {
            pipe.DisposeLocalCopyOfClientHandle();
            new Thread(() => ReadToEnd(pipe, read)) { IsBackground = true, Name = "PerfTracking program output" }.Start();
        }

        _pipes.Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (SafeHandle? handle in _handles)
        {
            handle?.Dispose();
        }

        // Of a program that was not started; its readers find an empty stream.
        foreach ((AnonymousPipeServerStream pipe, Action<Stream> read) in _pipes)
        {
            pipe.Dispose();
            read(Stream.Null);
        }
    }

    private static void ReadToEnd(AnonymousPipeServerStream pipe, Action<Stream> read)
    {
        using (pipe)
        {
            read(pipe);
        }
    }

    private SafeHandle? Open(ProgramChannel stream, string nullDevice, bool isInput)
    {
        switch (stream)
        {
            case ProgramChannel.ToNull:
                return OpenFile(nullDevice, isInput);
            case ProgramChannel.ToFile file:
                return OpenFile(file.Path, isInput);
            case ProgramChannel.ToPipe { Read: var read }:
                var pipe = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.None);
                _pipes.Add((pipe, read));
                return pipe.ClientSafePipeHandle;
            default:
                return null;
        }
    }

    private static SafeFileHandle OpenFile(string path, bool isInput) => isInput
        ? File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite)
        : File.OpenHandle(path, path is "/dev/null" or "NUL" ? FileMode.Open : FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
}
