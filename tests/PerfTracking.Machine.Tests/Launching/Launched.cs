using System.Text;
using PerfTracking.Machine.Linux;
using PerfTracking.Machine.Mac;
using PerfTracking.Programs;

namespace PerfTracking.MachineTests.Launching;

/// <summary>Programs started by the launcher of this system.</summary>
internal static class Launched
{
    public static IProgramLauncher Launcher { get; } =
        OperatingSystem.IsMacOS() ? new MacProgramLauncher(TimeProvider.System) : new LinuxProgramLauncher(TimeProvider.System);

    /// <summary>A program that shows nothing, by its name.</summary>
    public static ProgramStart Program(string name, params string[] arguments) => new(PathOf(name), arguments)
    {
        Input = ProgramChannel.Null,
        Output = ProgramChannel.Null,
        Error = ProgramChannel.Null,
    };

    public static ProgramStart Shell(string script, params string[] arguments) => Program("sh", ["-c", script, "sh", .. arguments]);

    public static ProgramRun Run(ProgramStart start, CancellationToken cancellation = default) => Launcher.Run(start, cancellation);

    /// <summary>What a program writes.</summary>
    public static string OutputOf(ProgramStart start)
    {
        using var folder = new TemporaryFolder();
        Run(start with { Output = ProgramChannel.File(folder["out"]) });
        return Encoding.UTF8.GetString(File.ReadAllBytes(folder["out"]));
    }

    public static double Milliseconds(ProgramRun run) => TimeProvider.System.GetElapsedTime(run.StartTimestamp, run.EndTimestamp).TotalMilliseconds;

    public static string PathOf(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Prepend("/bin").Prepend("/usr/bin").Select(folder => Path.Combine(folder, name)).First(File.Exists);
}
