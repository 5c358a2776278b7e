using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using System.Runtime.InteropServices;

namespace PerfTracking.Shell;

/// <summary>One runspace and what pwsh does with it: run a script, a command or a prompt, report what was thrown, tell the exit code.</summary>
internal sealed class ShellSession : IDisposable
{
    private const PipelineResultTypes OutputAndError = PipelineResultTypes.Output | PipelineResultTypes.Error;

    private readonly ShellOptions _options;
    private readonly ShellHost _host;
    private readonly Runspace _runspace;
    private readonly PosixSignalRegistration _interrupt;
    private readonly Lock _gate = new();
    private Pipeline? _running;
    private bool _interrupted;

    /// <summary>Opens the runspace.</summary>
    public ShellSession(ShellOptions options)
    {
        _options = options;
        _host = new ShellHost(this, options);

        // The engine's own commands only: fast, and all that the package of the engine has.
        InitialSessionState state = InitialSessionState.CreateDefault2();
        state.ThreadOptions = PSThreadOptions.ReuseThread;
        _runspace = RunspaceFactory.CreateRunspace(_host, state);
        _runspace.Open();
        Runspace.DefaultRunspace = _runspace;
        ModulePath.Clean();
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
    }

    /// <summary>Imports the module into the global scope; says on standard error why it cannot.</summary>
    public bool TryImport(string manifest)
    {
        ModulePath.Prepend(Path.GetDirectoryName(Path.GetDirectoryName(manifest))!);
        using Pipeline pipeline = _runspace.CreatePipeline();
        var import = new Command("Microsoft.PowerShell.Core\\Import-Module");
        import.Parameters.Add("Name", manifest);
        import.Parameters.Add("ErrorAction", ActionPreference.Stop);
        pipeline.Commands.Add(import);
        if (Invoke(pipeline, out _) is { } thrown)
        {
            Report(thrown);
            return false;
        }

        return true;
    }

    /// <summary>Runs a script file and tells the exit code of the process.</summary>
    public int RunFile(string path, IEnumerable<CommandParameter> parameters)
    {
        using Pipeline pipeline = _runspace.CreatePipeline();

        // In the global scope, and a file of any name: a first line of #! needs no extension.
        Command script = path.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase)
            ? new Command(path, isScript: false, useLocalScope: false)
            : new Command(File.ReadAllText(path), isScript: true, useLocalScope: false);
        foreach (CommandParameter parameter in parameters)
        {
            script.Parameters.Add(parameter);
        }

        pipeline.Commands.Add(script);
        EngineInternals.LetNextScriptExit(_runspace);
        bool readsInput = Console.IsInputRedirected && UsesInput(Parser.ParseFile(path, out _, out _));
        return Finish(InvokeToHost(pipeline, readsInput));
    }

    /// <summary>Runs the text of a command and tells the exit code of the process.</summary>
    public int RunCommand(string text)
    {
        // Only a command of the history leaves its $? behind, which decides the exit code; a script file's does not.
        using Pipeline pipeline = _runspace.CreatePipeline(text, addToHistory: true);
        bool readsInput = Console.IsInputRedirected && UsesInput(Parser.ParseInput(text, out _, out _));
        return Finish(InvokeToHost(pipeline, readsInput));
    }

    /// <summary>Reads commands until the session ends and tells the exit code of the process.</summary>
    public int RunPrompt()
    {
        new PromptLoop(this, _host, _options, nested: false).Run();
        return Finish(null);
    }

    /// <summary>Runs the text of a command at a prompt; its output goes to the host.</summary>
    public Exception? Run(string text, bool nested)
    {
        using Pipeline pipeline = nested
            ? _runspace.CreateNestedPipeline(text, addToHistory: true)
            : _runspace.CreatePipeline(text, addToHistory: true);
        return InvokeToHost(pipeline, readsInput: false);
    }

    /// <summary>Runs a command of the engine's own and hands back its first result.</summary>
    public object? Evaluate(string text, bool nested = false)
    {
        using Pipeline pipeline = nested ? _runspace.CreateNestedPipeline(text, false) : _runspace.CreatePipeline(text);
        return Invoke(pipeline, out Collection<PSObject> results) is null && results.Count > 0 ? results[0]?.BaseObject : null;
    }

    /// <summary>Shows an exception as the engine shows errors.</summary>
    public void Report(Exception thrown, bool nested = false)
    {
        // The record of an incomplete command has no position, and the engine's view of parser errors shows nothing without one.
        ErrorRecord error = thrown is IContainsErrorRecord container and not IncompleteParseException
            ? container.ErrorRecord
            : new ErrorRecord(thrown, "PerfTracking.Shell.Report", ErrorCategory.NotSpecified, null);
        using Pipeline pipeline = nested ? _runspace.CreateNestedPipeline() : _runspace.CreatePipeline();
        pipeline.Input.Write(EngineInternals.AsErrorStreamOutput(error));
        if (InvokeToHost(pipeline, readsInput: false) is not null)
        {
            Console.Error.WriteLine(thrown.Message);
        }
    }

    /// <summary>Runs an inner prompt while a pipeline is suspended.</summary>
    public void RunNestedPrompt() => new PromptLoop(this, _host, _options, nested: true).Run();

    /// <inheritdoc/>
    public void Dispose()
    {
        _interrupt.Dispose();
        _runspace.Dispose();
    }

    private static bool UsesInput(ScriptBlockAst script) =>
        script.Find(node => node is VariableExpressionAst { VariablePath.UserPath: var name } && name.Equals("input", StringComparison.OrdinalIgnoreCase), searchNestedScriptBlocks: true) is not null;

    private int Finish(Exception? thrown)
    {
        if (thrown is not null)
        {
            Report(thrown);
            return ExitCode.Failed;
        }

        if (_host.RequestedExitCode is { } requested)
        {
            return requested;
        }

        return !_interrupted && Evaluate("$global:?") is true ? ExitCode.Success : ExitCode.Failed;
    }

    private Exception? InvokeToHost(Pipeline pipeline, bool readsInput)
    {
        // Both merged into Out-Default: this is how the engine knows that a program may write to the real handles.
        if (pipeline.Commands.Count > 0)
        {
            pipeline.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        }

        pipeline.Commands.Add(new Command("Out-Default", isScript: false, useLocalScope: true)
        {
            MergeUnclaimedPreviousCommandResults = OutputAndError,
        });
        return readsInput ? InvokeWithInput(pipeline) : Invoke(pipeline, out _);
    }

    private Exception? Invoke(Pipeline pipeline, out Collection<PSObject> results)
    {
        Pipeline? outer = Enter(pipeline);
        results = [];
        try
        {
            results = pipeline.Invoke();
            return null;
        }
#pragma warning disable CA1031 // Whatever a script throws is shown and becomes the exit code.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            return thrown;
        }
        finally
        {
            Leave(outer);
        }
    }

    private Exception? InvokeWithInput(Pipeline pipeline)
    {
        Pipeline? outer = Enter(pipeline);
        try
        {
            using var ended = new ManualResetEventSlim();
            pipeline.StateChanged += (_, change) =>
            {
                if (change.PipelineStateInfo.State is PipelineState.Completed or PipelineState.Failed or PipelineState.Stopped)
                {
                    ended.Set();
                }
            };
            pipeline.InvokeAsync();
            Feed(pipeline.Input);
            ended.Wait();
            return pipeline.PipelineStateInfo.Reason is PipelineStoppedException ? null : pipeline.PipelineStateInfo.Reason;
        }
        finally
        {
            Leave(outer);
        }
    }

    private static void Feed(PipelineWriter input)
    {
        try
        {
            while (Console.In.ReadLine() is { } line)
            {
                input.Write(line);
            }
        }
        catch (PipelineClosedException)
        {
            // The script has ended without reading all of it.
        }

        input.Close();
    }

    private Pipeline? Enter(Pipeline pipeline)
    {
        lock (_gate)
        {
            Pipeline? outer = _running;
            _running = pipeline;
            return outer;
        }
    }

    private void Leave(Pipeline? outer)
    {
        _host.Interface.EndProgress();
        lock (_gate)
        {
            _running = outer;
        }
    }

    private void Interrupt(PosixSignalContext context)
    {
        lock (_gate)
        {
            // Ctrl+C stops what runs; the shell itself goes on, or ends because the script has.
            context.Cancel = true;
            if (_running is { } pipeline)
            {
                _interrupted = _options.Action != ShellAction.Prompt;
                pipeline.StopAsync();
            }
        }
    }
}
