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
    private const string Script =
        """(read -r me rest </proc/self/stat; echo "$me" >&8; read -r go <&9; while [ "$1" != -- ]; do case "$1" in *=*) export "$1";; *) unset "$1";; esac; shift; done; shift; exec "$@" 8>&- 9<&-); :""";

    private const int Announcement = 8;
    private const int Gate = 9;
    private const int SetAdopter = 36; // PR_SET_CHILD_SUBREAPER
    private const int GetAdopter = 37; // PR_GET_CHILD_SUBREAPER
    private const long Spread = 256; // KiB by which the memory of one program differs from run to run, as the kernel counts it.

    // What env(1) takes by itself: below that nobody can tell what the program behind it took.
    private static readonly Lazy<long?> PeakOfEnv = new(MeasureEnv);

    // Whether this process adopts holds for all its threads: one that takes it back must not take it from another.
    private static readonly object Adoption = new();

    private readonly AnonymousPipeServerStream _gate;
    private readonly int _process;
    private readonly int _group;

    private GatedStart(AnonymousPipeServerStream gate, int process, int group, bool usesEnv) =>
        (_gate, _process, _group, UsesEnv) = (gate, process, group, usesEnv);

    /// <summary>Starts the process that waits.</summary>
    /// <param name="start">What it will execute.</param>
    /// <param name="streams">Its open streams.</param>
    /// <returns>The process, or <see langword="null"/> where there is no such shell, or none that hands on the environment.</returns>
    public static GatedStart? Open(ProgramStart start, ProgramStreams streams)
    {
        if (GatedCommand.Of(start) is not { } command)
        {
            return null;
        }

        using var announcement = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.None);
        var gate = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.None);
        try
        {
            ProgramStart shell = start with { FilePath = Shell, Arguments = ["-c", Script, "sh", .. command.Arguments], Environment = command.Environment };
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
            return waits ? new GatedStart(gate, process, start.Timeout is null ? 0 : parent, command.UsesEnv) : Abandon(gate);
        }
        catch (ProgramStartException)
        {
            return Abandon(gate);
        }
    }

    /// <summary>The number of the process that waits.</summary>
    public int Process => _process;

    /// <summary>Whether env(1) is executed first: what is counted from then on is not the program's alone.</summary>
    public bool UsesEnv { get; }

    /// <summary>Opens the gate.</summary>
    /// <param name="counts">Tells what was counted once the program has ended, or <see langword="null"/>.</param>
    public RunningProgram Release(Func<(long? Instructions, int? Processes)>? counts)
    {
        long? peak = UsesEnv ? PeakOfEnv.Value + Spread ?? long.MaxValue : (long?)(LinuxProcessStatus.Of(_process)?.PeakMemoryMiB * 1024);
        return Release(counts, peak);
    }

    private RunningProgram Release(Func<(long? Instructions, int? Processes)>? counts, long? peak)
    {
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

    // env, which executes env, which has nothing to show.
    private static long? MeasureEnv()
    {
        var start = new ProgramStart(GatedCommand.Env!, ["-i"])
        {
            Environment = new Dictionary<string, string> { ["-"] = string.Empty },
            Input = ProgramChannel.Null,
            Output = ProgramChannel.Null,
            Error = ProgramChannel.Null,
        };
        using ProgramStreams streams = ProgramStreams.Open(start, "/dev/null");
        using GatedStart? gated = Open(start, streams);
        if (gated?.Release(counts: null, peak: null) is not { } running)
        {
            return null;
        }

        running.Await();
        running.Reap(options: 0);
        return running.PeakMemory;
    }

    // Whose parent ends becomes a child of the next process above that adopts.
    private static void Adopt(int parent)
    {
        lock (Adoption)
        {
            int before = 0;
            _ = Control(GetAdopter, (nint)(&before));
            _ = Control(SetAdopter, 1);
            var shell = new RunningProgram(parent, group: 0);
            shell.End(ProgramCalls.Kill);
            shell.Await();
            shell.Reap(options: 0);
            _ = Control(SetAdopter, before);
        }
    }

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Control(int option, nint argument);
}
