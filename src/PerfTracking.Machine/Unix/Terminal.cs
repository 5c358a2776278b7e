using System.Runtime.InteropServices;

namespace PerfTracking.Machine.Unix;

/// <summary>The terminal while a program has it: as the program would find it had it been typed, and ours again afterwards.</summary>
/// <remarks>
/// .NET turns the terminal's echo off while it reads keys, and on for the programs that its own Process class starts. The call
/// is that class's; where the framework does not have it the terminal is left as it is.
/// </remarks>
internal sealed unsafe partial class Terminal : IDisposable
{
    private const int Input = 0;
    private const int FromBlockToSet = 2; // Between SIG_BLOCK and SIG_SETMASK, on Linux and macOS alike

    private readonly SignalNumbers _numbers;
    private int _group;

    private Terminal(SignalNumbers numbers)
    {
        _numbers = numbers;
        Configure(1);
    }

    /// <summary>Hands the terminal over, where there is one and the program reads from it.</summary>
    /// <param name="readsInput">Whether the program has our input.</param>
    /// <param name="numbers">The system's numbers.</param>
    /// <returns>What takes it back, or <see langword="null"/>.</returns>
    public static Terminal? Lend(bool readsInput, SignalNumbers numbers) => readsInput && ProgramCalls.IsTerminal(Input) == 1 ? new Terminal(numbers) : null;

    /// <summary>Whether the program's group has the foreground, so that Ctrl+C reaches the program and not us.</summary>
    public bool IsLentToGroup => _group != 0;

    /// <summary>Puts a group of processes into the foreground, if we are there, so that it may read.</summary>
    /// <param name="group">The group.</param>
    public void GiveTo(int group)
    {
        int own = ProgramCalls.OwnGroup();
        if (ProgramCalls.ForegroundGroup(Input) == own && SetForeground(group))
        {
            _group = group;

            // Whoever was quick enough to read before that was stopped.
            _ = ProgramCalls.Send(-group, _numbers.Continue);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_group != 0)
        {
            SetForeground(ProgramCalls.OwnGroup());
        }

        Configure(0);
    }

    // Whoever is not in the foreground is stopped for this call, unless SIGTTOU is blocked.
    private bool SetForeground(int group)
    {
        byte* signals = stackalloc byte[2 * 128];
        byte* before = signals + 128;
        _ = ProgramCalls.EmptySignals(signals);
        _ = ProgramCalls.AddSignal(signals, ProgramCalls.TerminalOutput);
        _ = ProgramCalls.ChangeSignalMask(_numbers.Block, signals, before);
        bool done = ProgramCalls.SetForegroundGroup(Input, group) == 0;
        _ = ProgramCalls.ChangeSignalMask(_numbers.Block + FromBlockToSet, before, null);
        return done;
    }

    private static void Configure(int childUsesTerminal)
    {
        try
        {
            ConfigureForChild(childUsesTerminal);
        }
        catch (Exception exception) when (exception is EntryPointNotFoundException or DllNotFoundException)
        {
            // Another framework than those we know.
        }
    }

    [LibraryImport("libSystem.Native", EntryPoint = "SystemNative_ConfigureTerminalForChildProcess")]
    private static partial void ConfigureForChild(int childUsesTerminal);
}
