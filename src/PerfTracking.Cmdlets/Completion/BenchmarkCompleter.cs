using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using PerfTracking.Cmdlets.Hosting;

namespace PerfTracking.Cmdlets.Completion;

/// <summary>Completes names and tags of benchmarks as they are written in the files; no file is run for it.</summary>
internal sealed class BenchmarkCompleter : IArgumentCompleter
{
    private const int MostFiles = 200;
    private const int MostEntries = 20_000; // A key was pressed: what lies behind them is too far away.

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        ArgumentNullException.ThrowIfNull(fakeBoundParameters);
        bool names = !parameterName.EndsWith("Tag", StringComparison.OrdinalIgnoreCase);

        // Of the other commands a path is one of results.
        object? given = string.Equals(commandName, "Invoke-PerfBenchmark", StringComparison.OrdinalIgnoreCase) ? fakeBoundParameters["Path"] ?? fakeBoundParameters["LiteralPath"] : null;
        return Candidates.Matching(
            new TypedWord(commandName, parameterName, wordToComplete),
            Files(given).Take(MostFiles).SelectMany(file => Definitions(file).SelectMany(command => Values(command, names ? "Name" : "Tag", names)
                .Select(value => (value, Path.GetFileName(file))))));
    }

    private static IEnumerable<string> Files(object? given)
    {
        string[] paths = given is null ? ["."] : [.. LanguagePrimitives.ConvertTo<string[]>(given)];
        return paths.SelectMany(static path => BenchmarkFiles.At(Path.GetFullPath(path, Location()), MostEntries));
    }

    private static string Location() =>
        ScriptBlock.Create("$ExecutionContext.SessionState.Path.CurrentFileSystemLocation.ProviderPath").Invoke().FirstOrDefault()?.BaseObject as string ?? System.Environment.CurrentDirectory;

    private static IEnumerable<CommandAst> Definitions(string file) =>
        Parser.ParseFile(file, out _, out _)
            .FindAll(static node => node is CommandAst command && string.Equals(command.GetCommandName(), "New-PerfBenchmark", StringComparison.OrdinalIgnoreCase), searchNestedScriptBlocks: true)
            .Cast<CommandAst>();

    // What is computed when the file runs is not known here.
    private static IEnumerable<string> Values(CommandAst command, string parameter, bool isFirst)
    {
        bool wanted = isFirst;
        foreach (CommandElementAst element in command.CommandElements.Skip(1))
        {
            if (element is CommandParameterAst named)
            {
                wanted = parameter.StartsWith(named.ParameterName, StringComparison.OrdinalIgnoreCase);
                isFirst = false;
                if (named.Argument is null)
                {
                    continue;
                }
            }

            if (wanted)
            {
                foreach (Ast text in element.FindAll(static node => node is StringConstantExpressionAst, searchNestedScriptBlocks: false))
                {
                    yield return ((StringConstantExpressionAst)text).Value;
                }
            }

            wanted = false;
        }
    }
}
