using PerfTracking.Machine.Linux;
using PerfTracking.Programs;

namespace PerfTracking.GateEvaluation;

/// <summary>A real program of a known length: a shell that counts. What is added to its work is a share of all the processor time it takes.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Counts">How far it counts.</param>
/// <param name="Path">The shell.</param>
internal sealed record BusyProgram(string Name, int Counts, string Path = BusyProgram.Shell)
{
    private const string Shell = "/bin/sh";
    private const int CalibrationCounts = 60_000;
    private const int CalibrationRuns = 25;

    private static readonly LinuxProgramLauncher Launcher = new(TimeProvider.System);

    /// <summary>A program that takes about so long on this machine when nobody else runs.</summary>
    public static BusyProgram Lasting(double milliseconds, Calibration calibration, string path = Shell) =>
        new(FormattableString.Invariant($"{milliseconds:0} ms"), (int)Math.Max(1, (milliseconds - calibration.Start) / calibration.Count), path);

    /// <summary>The same with a share added to its work, the start of the process included.</summary>
    public BusyProgram Slower(double share, Calibration calibration) =>
        this with { Counts = Counts + (int)Math.Round(share * ((calibration.Start / calibration.Count) + Counts)) };

    /// <summary>How many ms a run takes, and how many of processor time.</summary>
    public (double Time, double CpuTime) Run() => Run(Path, Counts);

    /// <summary>How the command is written for others.</summary>
    public string CommandLine => $"{Path} -c 'i=0; while [ $i -lt {Counts} ]; do i=$((i+1)); done'";

    /// <summary>What a start and a count cost here: the least processor time of several runs, which no load has touched.</summary>
    public static Calibration Calibrate()
    {
        double none = Enumerable.Range(0, CalibrationRuns).Min(static _ => Run(Shell, 0).CpuTime), many = Enumerable.Range(0, CalibrationRuns).Min(static _ => Run(Shell, CalibrationCounts).CpuTime);
        return new Calibration(none, (many - none) / CalibrationCounts);
    }

    private static (double Time, double CpuTime) Run(string path, int counts)
    {
        ProgramRun run = Launcher.Run(new ProgramStart(path, ["-c", $"i=0; while [ $i -lt {counts} ]; do i=$((i+1)); done"]) { Output = ProgramChannel.Null, Error = ProgramChannel.Null, Input = ProgramChannel.Null }, default);
        return run is { ExitCode: 0, CpuTimeMs: { } cpu } ? (TimeProvider.System.GetElapsedTime(run.StartTimestamp, run.EndTimestamp).TotalMilliseconds, cpu) : throw new InvalidOperationException("The program failed.");
    }
}

/// <summary>What a program costs on this machine at rest.</summary>
/// <param name="Start">The processor time of a process that does nothing, in ms.</param>
/// <param name="Count">That of one count, in ms.</param>
internal sealed record Calibration(double Start, double Count);
