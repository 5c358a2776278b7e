using System.ComponentModel;
using System.Runtime.InteropServices;
using PerfTracking.Programs;

namespace PerfTracking.Machine.Unix;

/// <summary>
/// A start as posix_spawn(3) takes it: everything that can be done before the clock starts is done when this is made. The
/// program gets its arguments and its environment as they are, no signal blocked, and the default action of SIGPIPE, which
/// .NET ignores.
/// </summary>
internal sealed unsafe class SpawnedProgram : IDisposable
{
    private const short OwnGroup = 0x02; // POSIX_SPAWN_SETPGROUP, and the next two, on Linux and macOS alike
    private const short DefaultSignals = 0x04;
    private const short SignalMask = 0x08;

    private readonly NativeText _native = new();
    private readonly byte* _path;
    private readonly byte** _arguments;
    private readonly byte** _environment;
    private readonly void* _actions;
    private readonly void* _attributes;
    private readonly string _name;

    /// <summary>Prepares a start.</summary>
    /// <param name="start">The start.</param>
    /// <param name="streams">Its open streams.</param>
    /// <param name="extra">Further descriptors for the program, and the numbers they get.</param>
    public SpawnedProgram(ProgramStart start, ProgramStreams streams, params (SafeHandle Handle, int Number)[] extra)
    {
        _name = start.FilePath;
        _path = _native.Text(start.FilePath);
        _arguments = _native.Texts([start.FilePath, .. start.Arguments]);

        // .NET keeps the environment itself; the C library's holds what was there when the process began.
        _environment = _native.Texts([.. (start.Environment ?? OwnEnvironment.Copy()).Select(static one => $"{one.Key}={one.Value}")]);
        _actions = _native.Allocate(ProgramCalls.StructureBytes);
        _attributes = _native.Allocate(ProgramCalls.StructureBytes);
        _ = ProgramCalls.InitializeActions(_actions);
        _ = ProgramCalls.InitializeAttributes(_attributes);
        if (start.WorkingDirectory is { } folder)
        {
            HasFolder = AddFolder(_native.Text(folder));
        }

        for (int stream = 0; stream < 3; stream++)
        {
            if (streams[stream] is { } handle)
            {
                _ = ProgramCalls.AddDuplicate(_actions, (int)handle.DangerousGetHandle(), stream);
            }
        }

        foreach ((SafeHandle handle, int number) in extra)
        {
            _ = ProgramCalls.AddDuplicate(_actions, (int)handle.DangerousGetHandle(), number);
        }

        SetAttributes(start.Timeout is not null);
    }

    /// <summary>Whether the program starts in its folder by itself. A C library before glibc 2.29 knows no way to that.</summary>
    public bool HasFolder { get; } = true;

    /// <summary>Starts it.</summary>
    /// <returns>The process's number.</returns>
    /// <exception cref="ProgramStartException">The system refuses.</exception>
    public int Spawn()
    {
        int process;
        int error = ProgramCalls.Spawn(&process, _path, _actions, _attributes, _arguments, _environment);
        return error switch
        {
            0 => process,
            ProgramCalls.TooLong => throw ProgramStartException.TooLong(_name, error),
            _ => throw new ProgramStartException($"'{_name}' could not be started: {new Win32Exception(error).Message}", error),
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ = ProgramCalls.DestroyActions(_actions);
        _ = ProgramCalls.DestroyAttributes(_attributes);
        _native.Dispose();
    }

    private bool AddFolder(byte* folder)
    {
        try
        {
            return ProgramCalls.AddFolder(_actions, folder) == 0;
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }
    }

    private void SetAttributes(bool ownGroup)
    {
        void* signals = _native.Allocate(ProgramCalls.StructureBytes);
        _ = ProgramCalls.EmptySignals(signals);
        _ = ProgramCalls.SetSignalMask(_attributes, signals);
        _ = ProgramCalls.AddSignal(signals, ProgramCalls.BrokenPipe);
        _ = ProgramCalls.SetDefaultSignals(_attributes, signals);
        _ = ProgramCalls.SetGroup(_attributes, 0);
        _ = ProgramCalls.SetFlags(_attributes, (short)(DefaultSignals | SignalMask | (ownGroup ? OwnGroup : 0)));
    }
}
