using PerfTracking.Programs;
using static PerfTracking.MachineTests.Launching.Launched;

namespace PerfTracking.MachineTests.Launching;

/// <summary>A run that tells the memory has the environment of those that are timed: no shell changes it on the way.</summary>
public class EnvironmentTests
{
    private const string Large = "x=$(head -c 60000000 /dev/zero | tr '\\0' x); :";

    [Needs("unix")]
    public void A_run_that_tells_the_memory_gets_each_variable_as_it_is()
    {
        AssertSame(("my.setting", "1"));
        AssertSame(("Logging:Level", "a b\nc"), ("INPUT_A-B", "größer"), ("BASH_FUNC_x%%", "() { :; }"));
        AssertSame(("-i", ""), ("1", "x"), ("größe", "x"));
        AssertSame(("IFS", ":"), ("OPTIND", "7"), ("PPID", "1"));
        AssertSame(("PWD", "/of/another"), ("OLDPWD", "/of/another"));
        AssertSame(("me", "$me"), ("rest", "\"'\\"), ("go", "--"), ("PLAIN", "x=y"));
    }

    [Needs("unix", "time")]
    public void The_memory_is_told_in_such_an_environment_too_or_is_absent_and_never_wrong()
    {
        var variables = new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin", ["my.setting"] = "1" };
        ProgramRun large = Run(Shell(Large) with { Environment = variables, Memory = MemoryReading.Exact });
        ProgramRun small = Run(Program("true") with { Environment = variables, Memory = MemoryReading.Exact });

        Assert.InRange(large.PeakMemoryMiB!.Value, 57, 400);
        Assert.Null(small.PeakMemoryMiB);
    }

    private static void AssertSame(params (string Name, string Value)[] more)
    {
        var variables = new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin", ["LANG"] = "C.UTF-8" };
        Array.ForEach(more, one => variables[one.Name] = one.Value);
        ProgramStart start = Program("env", "-0") with { Environment = variables, WorkingDirectory = "/usr" };
        string[] expected = [.. variables.Select(static one => $"{one.Key}={one.Value}").Order(StringComparer.Ordinal)];

        Assert.Equal(expected, VariablesOf(start with { Memory = MemoryReading.None }));
        Assert.Equal(expected, VariablesOf(start with { Memory = MemoryReading.Exact }));
    }

    private static string[] VariablesOf(ProgramStart start) =>
        [.. OutputOf(start).Split('\0', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
}
