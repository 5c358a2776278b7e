using System.Globalization;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Text;
using PerfTracking.Machine.Unix;
using PerfTracking.Programs;

namespace PerfTracking.Machine.Linux;

/// <summary>
/// A program that begins in a process as small as a shell's: a shell makes a process, which waits at a gate; the shell is ended,
/// the process becomes our child; the gate is opened, and the process executes the program. Its ru_maxrss is then the
/// program's and its descendants', as GNU time has it, and neither the program nor a descendant runs under observation.
/// </summary>
internal sealed unsafe partial class GatedStart : IDisposable
{
    // A smaller shell is a lower floor.
    private static readonly string Shell = File.Exists("/bin/dash") ? "/bin/dash" : "/bin/sh";

    // The process says its number on descriptor 8, and waits for a line on 9. The ':' keeps the shell from executing it itself.
    private const string Script = """(read -r me rest </proc/self/stat; echo "$me" >&8; read -r go <&9; exec "$@" 8>&- 9<&-); :""";
    private const int Announcement = 8;
    private const int Gate = 9;
    private const int SetAdopter = 36; // PR_SET_CHILD_SUBREAPER
    private const int GetAdopter = 37; // PR_GET_CHILD_SUBREAPER

    private readonly AnonymousPipeServerStream _gate;
    private readonly int _process;
    private readonly int _group;

    private GatedStart(AnonymousPipeServerStream gate, int process, int group) => (_gate, _process, _group) = (gate, process, group);

    /// <summary>Starts the process that waits.</summary>
    /// <param name="start">What it will execute.</param>
    /// <param name="streams">Its open streams.</param>
    /// <returns>The process, or <see langword="null"/> where there is no such shell.</returns>
    public static GatedStart? Open(ProgramStart start, ProgramStreams streams)
    {
        using var announcement = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.None);
        var gate = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.None);
        try
        {
            ProgramStart shell = start with { FilePath = Shell, Arguments = ["-c", Script, "sh", start.FilePath, .. start.Arguments] };
            using var spawned = new SpawnedProgram(shell, streams, (announcement.ClientSafePipeHandle, Announcement), (gate.ClientSafePipeHandle, Gate));
            if (!spawned.HasFolder)
            {
                return Abandon(gate);
            }

            int parent = spawned.Spawn();
            announcement.DisposeLocalCopyOfClientHandle();
            gate.DisposeLocalCopyOfClientHandle();
            using var reader = new StreamReader(announcement, Encoding.ASCII);
            bool waits = int.TryParse(reader.ReadLine(), NumberStyles.None, CultureInfo.InvariantCulture, out int process);
            Adopt(parent);
            return waits ? new GatedStart(gate, process, start.Timeout is null ? 0 : parent) : Abandon(gate);
        }
        catch (ProgramStartException)
        {
            return Abandon(gate);
        }
    }

    /// <summary>The number of the process that waits.</summary>
    public int Process => _process;

    /// <summary>Opens the gate.</summary>
    /// <param name="counts">Tells what was counted once the program has ended, or <see langword="null"/>.</param>
    public RunningProgram Release(Func<(long? Instructions, int? Processes)>? counts)
    {
        long? peak = (long?)(LinuxProcessStatus.Of(_process)?.PeakMemoryMiB * 1024);
        _gate.WriteByte((byte)'\n');
        return new RunningProgram(_process, _group) { PeakMemoryAtStart = peak, Counts = counts };
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private static GatedStart? Abandon(AnonymousPipeServerStream gate)
    {
        gate.Dispose();
        return null;
    }

    // Whose parent ends becomes a child of the next process above that adopts.
    private static void Adopt(int parent)
    {
        int before = 0;
        _ = Control(GetAdopter, (nint)(&before));
        _ = Control(SetAdopter, 1);
        var shell = new RunningProgram(parent, group: 0);
        shell.End(ProgramCalls.Kill);
        const int exited = 0x04, keepWaitable = 0x01000000;
        shell.Await(exited | keepWaitable);
        shell.Reap(options: 0);
        _ = Control(SetAdopter, before);
    }

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Control(int option, nint argument);
}
