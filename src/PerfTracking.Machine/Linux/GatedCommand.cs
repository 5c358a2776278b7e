using PerfTracking.Programs;

namespace PerfTracking.Machine.Linux;

/// <summary>
/// What the shell of a gated start executes so that the program's environment is what it was meant to be. A shell hands on no
/// variable whose name is not one of its own language (<c>Logging:Level</c>, <c>INPUT_A-B</c>, <c>BASH_FUNC_x%%</c>), and gives some
/// its own values.
/// </summary>
/// <param name="Arguments">The arguments of the shell's script: variables it sets once more or takes away, <c>--</c>, the program and its arguments.</param>
/// <param name="Environment">The shell's environment.</param>
/// <param name="UsesEnv">Whether env(1) stands between the shell and the program, whose memory and instructions are then seen as well.</param>
internal sealed record GatedCommand(IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment, bool UsesEnv)
{
    private const string EndOfVariables = "--";

    /// <summary>The path of env(1), or <see langword="null"/>.</summary>
    public static readonly string? Env = Array.Find(["/usr/bin/env", "/bin/env"], File.Exists);

    // Of the first two kinds a shell takes a value again, and hands on the first where nobody gave it; the last are its own whatever it is told.
    private static readonly string[] OfShells = ["PWD", "OLDPWD", "SHLVL"];
    private static readonly string[] OfScript = ["me", "rest", "go"];
    private static readonly HashSet<string> Kept = ["IFS", "LINENO", "OPTIND", "PPID"];

    /// <summary>The command for a program, or <see langword="null"/> where there is none that hands everything on.</summary>
    /// <param name="start">The program.</param>
    public static GatedCommand? Of(ProgramStart start)
    {
        IReadOnlyDictionary<string, string> variables = start.Environment ?? OwnEnvironment.Copy();
        if (variables.Keys.All(static name => IsIdentifier(name) && !Kept.Contains(name)))
        {
            IEnumerable<string> again = OfShells.Concat(OfScript).Where(variables.ContainsKey).Select(name => $"{name}={variables[name]}");
            IEnumerable<string> none = OfShells.Where(name => !variables.ContainsKey(name));
            return new GatedCommand([.. again, .. none, EndOfVariables, start.FilePath, .. start.Arguments], variables, UsesEnv: false);
        }

        // env takes everything with an equals sign for a variable. In an environment without a language it is smallest.
        return Env is null || start.FilePath.Contains('=', StringComparison.Ordinal)
            ? null
            : new GatedCommand([EndOfVariables, Env, "-i", "--", .. variables.Select(static one => $"{one.Key}={one.Value}"), start.FilePath, .. start.Arguments], new Dictionary<string, string>(), UsesEnv: true);
    }

    private static bool IsIdentifier(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(static character => char.IsAsciiLetterOrDigit(character) || character == '_');
}
