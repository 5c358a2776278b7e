using System.Collections;
using System.Management.Automation;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Machine;
using PerfTracking.Programs;

namespace PerfTracking.Cmdlets.Operations;

/// <summary>How a program is to be run, as the caller said it in PowerShell's words.</summary>
internal sealed class ProgramOptions
{
    /// <summary>The file that the program reads, or <see langword="null"/>.</summary>
    public string? InputFile { get; init; }

    /// <summary>The file for its output, or <see langword="null"/>.</summary>
    public string? OutFile { get; init; }

    /// <summary>The file for its errors, or <see langword="null"/>.</summary>
    public string? ErrorFile { get; init; }

    /// <summary>Whether its output is not wanted.</summary>
    public bool DropsOutput { get; init; }

    /// <summary>The file that would be emptied for what the program writes before it reads it, or <see langword="null"/>.</summary>
    public string? Overwritten => InputFile is { } input && new FileInfo(input).Length > 0 && (IsInput(OutFile) || IsInput(ErrorFile)) ? input : null;

    /// <summary>Arguments as the texts that the program gets: what PowerShell would make of each, and <c>$null</c> an empty one.</summary>
    /// <param name="values">What the caller gave; a list in it is its items, as for a native command.</param>
    public static IEnumerable<string> Arguments(IEnumerable? values)
    {
        foreach (object? value in values ?? Array.Empty<object>())
        {
            object? plain = value is PSObject wrapped ? wrapped.BaseObject : value;
            if (plain is IEnumerable and not (string or IDictionary))
            {
                foreach (string inner in Arguments((IEnumerable)plain))
                {
                    yield return inner;
                }
            }
            else
            {
                yield return plain is null ? string.Empty : LanguagePrimitives.ConvertTo<string>(value);
            }
        }
    }

    /// <summary>The name of a variable that no program can be given, or <see langword="null"/>: systems end a name at the equals sign, and either at the character 0.</summary>
    /// <param name="changes">Names and values.</param>
    public static string? ImpossibleVariable(Hashtable? changes)
    {
        foreach (DictionaryEntry change in changes ?? [])
        {
            string name = LanguagePrimitives.ConvertTo<string>(change.Key);
            if (name.Length == 0 || name.AsSpan().IndexOfAny('=', '\0') >= 0 || LanguagePrimitives.ConvertTo<string>(change.Value).Contains('\0', StringComparison.Ordinal))
            {
                return name;
            }
        }

        return null;
    }

    /// <summary>This process's environment with changes.</summary>
    /// <param name="changes">Names and values; <c>$null</c> takes a variable away.</param>
    public static IReadOnlyDictionary<string, string>? Environment(Hashtable? changes)
    {
        if (changes is null)
        {
            return null;
        }

        Dictionary<string, string> variables = OwnEnvironment.Copy();
        foreach (DictionaryEntry change in changes)
        {
            string name = LanguagePrimitives.ConvertTo<string>(change.Key);
            if (change.Value is null)
            {
                variables.Remove(name);
            }
            else
            {
                variables[name] = LanguagePrimitives.ConvertTo<string>(change.Value);
            }
        }

        return variables;
    }

    /// <summary>Where a program's streams go.</summary>
    /// <param name="start">The program.</param>
    /// <param name="lines">Takes what goes through the pipeline, or <see langword="null"/> where nothing is wanted but what the program does.</param>
    /// <param name="outputEndsAtHost">Whether nobody but the host wants the output.</param>
    /// <param name="errorsEndAtHost">Whether nobody but the host wants the errors.</param>
    public ProgramStart Connect(ProgramStart start, ProgramOutput lines, bool outputEndsAtHost, bool errorsEndAtHost) => start with
    {
        Input = InputFile is { } input ? ProgramChannel.File(input) : ProgramChannel.Inherited,
        Output = OutFile is { } output ? ProgramChannel.File(output)
            : DropsOutput ? ProgramChannel.Null
            : outputEndsAtHost ? ProgramChannel.Inherited
            : lines.Channel(isError: false),
        Error = ErrorFile is { } errors ? ProgramChannel.File(errors)
            : errorsEndAtHost ? ProgramChannel.Inherited
            : lines.Channel(isError: true),
    };

    /// <summary>The same where nobody may see the run.</summary>
    /// <param name="start">The program.</param>
    public ProgramStart ConnectUnseen(ProgramStart start) => start with
    {
        Input = InputFile is { } input ? ProgramChannel.File(input) : ProgramChannel.Null,
        Output = ProgramChannel.Null,
        Error = ProgramChannel.Null,
    };

    private bool IsInput(string? written) => written is not null && FilePaths.AreSame(InputFile!, written);
}
