using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Formatting;
using PerfTracking.Programs;
using PerfTracking.Tracking;

namespace PerfTracking.Cmdlets.Operations;

/// <content>What our launcher runs.</content>
public sealed partial class MeasurePerfOperationCommand
{
    private const string ExitCodeVariable = "global:LASTEXITCODE";
    private const string ExitCodeError = "ProgramExitedWithNonZeroCode";
    private const int InterruptedOnUnix = 130; // 128 and SIGINT
    private const int InterruptedOnWindows = unchecked((int)0xC000013A); // STATUS_CONTROL_C_EXIT

    // For what an ended program had written, which waits in its pipes.
    private static readonly TimeSpan LastLines = TimeSpan.FromSeconds(1);

    // For PowerShell to hear of the Ctrl+C that a program has heard of.
    private static readonly TimeSpan StopDelay = TimeSpan.FromSeconds(1);

    private volatile bool _worksAtTerminal;
    private double? _peakMemoryMiB;

    private bool ConcernsProgramsAlone =>
        InputFile is not null || OutFile is not null || ErrorFile is not null || WorkingDirectory is not null || Environment is not null || Timeout is not null;

    private void RunProgram(bool measured)
    {
        CommandInfo? named = InvokeCommand.GetCommand(FilePath, CommandTypes.All);
        if (named is null)
        {
            // PowerShell says so, as if it had been typed: there is nothing to measure, nor to repeat.
            InvokeNamed();
            return;
        }

        CommandInfo? command = named is AliasInfo alias ? alias.ResolvedCommand : named;
        if (command is not ApplicationInfo program)
        {
            // What an alias stands for is not known while its module is not loaded; a program it is not.
            if (ConcernsProgramsAlone)
            {
                throw Refusal(ProgramErrors.NotAProgram(FilePath, (command ?? named).CommandType));
            }

            Repeatedly((_, isWarmup) => RunByEngine(measured, isWarmup));
            return;
        }

        ProgramStart start = StartOf(program);
        ProgramOptions options = new()
        {
            InputFile = InputFile is { } input ? ExistingFile(input) : null,
            OutFile = OutFile is { } output ? FullPath(output) : null,
            ErrorFile = ErrorFile is { } errors ? FullPath(errors) : null,
            DropsOutput = DropsOutput,
        };
        if (options.Overwritten is { } overwritten)
        {
            throw Refusal(ProgramErrors.ArgumentNotValid($"The file '{overwritten}' would be emptied before the program reads it: give another one for what it writes.", overwritten));
        }

        bool ownRunForMemory = measured && Warmup + Repeat > 1 && Composition.Launcher.MemoryNeedsOwnRun;
        _peakMemoryMiB = null;
        if (ownRunForMemory && Warmup == 0)
        {
            MeasureMemory(start, options);
        }

        Repeatedly((run, isWarmup) =>
        {
            MemoryReading memory = !ownRunForMemory ? MemoryReading.WhereFree : run == -1 ? MemoryReading.Exact : MemoryReading.None;
            return RunByLauncher(program, start with { Memory = memory }, options, measured, isWarmup);
        });
    }

    private ProgramStart StartOf(ApplicationInfo program)
    {
        string[] arguments = [.. ProgramOptions.Arguments(ArgumentList)];
        if (Array.Find(arguments, static argument => argument.Contains('\0', StringComparison.Ordinal)) is { } impossible)
        {
            throw Refusal(ProgramErrors.ArgumentNotValid("No program can be given an argument that holds the character 0.", impossible));
        }

        if (ProgramOptions.ImpossibleVariable(Environment) is { } variable)
        {
            throw Refusal(ProgramErrors.ArgumentNotValid($"No program can be given the variable '{variable}': a name is not empty and holds no '=', and neither a name nor a value holds the character 0.", variable));
        }

        string folder = WorkingDirectory is { } given ? UserPath.Of(this, given) : CurrentFolder.Of(SessionState);
        if (WorkingDirectory is not null && !Directory.Exists(folder))
        {
            throw Refusal(ProgramErrors.DirectoryNotFound(folder, FilePath));
        }

        return new ProgramStart(program.Path, arguments)
        {
            WorkingDirectory = folder == System.Environment.CurrentDirectory || !Directory.Exists(folder) ? null : folder,
            Environment = ProgramOptions.Environment(Environment),
            Timeout = Timeout is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        };
    }

    // The peak of many runs comes from one that is not timed, for reading it costs time.
    private void MeasureMemory(ProgramStart start, ProgramOptions options)
    {
        RunAside(Prepare);
        try
        {
            _peakMemoryMiB = UnlessStopped(Composition.Launcher.Run(options.ConnectUnseen(start with { Memory = MemoryReading.Exact }), Cancellation)).PeakMemoryMiB;
        }
        catch (Exception exception) when (exception is ProgramStartException or NotSupportedException or IOException or UnauthorizedAccessException)
        {
            // The runs that count will tell.
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
        finally
        {
            RunAside(Cleanup);
        }
    }

    private bool RunByLauncher(ApplicationInfo program, ProgramStart start, ProgramOptions options, bool measured, bool isWarmup)
    {
        PerfOperation? operation = measured ? Composition.Tracker.Start(Name, Scope, Tags()).Operation : null;
        OperationFailure? failure = null;
        ProgramRun? run = null;
        bool byEngine = false;
        try
        {
            run = Run(program, start, options);
            failure = FailureOf(run);
        }
        catch (ProgramStartException exception) when (exception.IsTooLong)
        {
            throw Refusal(ProgramErrors.TooLong(exception, FilePath));
        }
        catch (ProgramStartException) when (!ConcernsProgramsAlone)
        {
            // What the system does not start, PowerShell may open in another way, or say in its own words why not.
            byEngine = true;
        }
        catch (NotSupportedException exception)
        {
            throw Refusal(ProgramErrors.ArgumentNotValid(exception.Message, FilePath));
        }
        catch (Exception exception) when (exception is ProgramStartException or IOException or UnauthorizedAccessException)
        {
            throw Refusal(ProgramErrors.NotStarted(exception, FilePath));
        }
        finally
        {
            if (operation is not null && (run is null || isWarmup))
            {
                Composition.Tracker.Discard(operation);
            }
        }

        if (byEngine)
        {
            return RunByEngine(measured, isWarmup, mayNotStart: true);
        }

        _peakMemoryMiB = run!.PeakMemoryMiB ?? _peakMemoryMiB;
        if (operation is not null && !isWarmup)
        {
            Composition.Tracker.Stop(operation, run.EndTimestamp, failure, ProgramUsage.Of(run with { PeakMemoryMiB = _peakMemoryMiB }), Counts(failure));
        }

        PassExitCode(program, run);
        if (operation is not null && !isWarmup)
        {
            Collect(operation);
        }

        return true;
    }

    private ProgramRun Run(ApplicationInfo program, ProgramStart start, ProgramOptions options)
    {
        var lines = new ProgramOutput(Console.OutputEncoding);
        ProgramStart connected = options.Connect(
            start, lines, CallingPipeline.EndsAtHost(CommandRuntime, Host, MyInvocation), CallingPipeline.ErrorsEndAtHost(CommandRuntime, Host));
        _worksAtTerminal = connected.IsInteractive && !Console.IsInputRedirected;
        try
        {
            return UnlessStopped(connected.Output is ProgramChannel.ToPipe || connected.Error is ProgramChannel.ToPipe
                ? RunThroughPipeline(program, connected, lines)
                : RunAlone(connected));
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
        finally
        {
            _worksAtTerminal = false;
        }
    }

    // Ctrl+C ends the program at once, and PowerShell hears of it a moment later. A next run that began in between would have heard
    // nothing, and work on at the terminal.
    private ProgramRun UnlessStopped(ProgramRun run)
    {
        if (WasInterrupted(run) && !Console.IsInputRedirected)
        {
            Cancellation.WaitHandle.WaitOne(StopDelay);
        }

        return Stopping ? throw new PipelineStoppedException() : run;
    }

    // Programs that hear of Ctrl+C themselves end with the code that shells give those it ended.
    private static bool WasInterrupted(ProgramRun run) => run.ExitCode == (OperatingSystem.IsWindows() ? InterruptedOnWindows : InterruptedOnUnix);

    private ProgramRun RunAlone(ProgramStart start)
    {
        Host.NotifyBeginApplication();
        try
        {
            return Composition.Launcher.Run(start, Cancellation);
        }
        finally
        {
            Host.NotifyEndApplication();
        }
    }

    private ProgramRun RunThroughPipeline(ApplicationInfo program, ProgramStart start, ProgramOutput lines)
    {
        using var left = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task<ProgramRun> running = Task.Factory.StartNew(
            () =>
            {
                try
                {
                    ProgramRun run = Composition.Launcher.Run(start, left.Token);
                    if (run.TimedOut)
                    {
                        // What left the program's group outlives it, and may hold its pipes for good.
                        left.CancelAfter(LastLines);
                    }

                    return run;
                }
                finally
                {
                    lines.Close();
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        bool wasReadToEnd = false;
        using CancellationTokenRegistration abandoning = left.Token.Register(lines.Abandon);
        try
        {
            bool isFirstError = true;
            foreach ((string line, bool isError) in lines.Lines())
            {
                if (isError)
                {
                    var record = new ErrorRecord(new RemoteException(line), isFirstError ? "NativeCommandError" : "NativeCommandErrorMessage", ErrorCategory.NotSpecified, isFirstError ? line : null);
                    isFirstError = false;
                    CallingPipeline.WriteNativeError(this, record, program, isOutput: true);
                }
                else
                {
                    WriteObject(line);
                }
            }

            wasReadToEnd = true;
        }
        finally
        {
            if (!wasReadToEnd)
            {
                // Whoever reads no further ends the program, as the engine does.
                left.Cancel();
                ((IAsyncResult)running).AsyncWaitHandle.WaitOne();
            }
        }

        return running.GetAwaiter().GetResult();
    }

    private void PassExitCode(ApplicationInfo program, ProgramRun run)
    {
        if (run.ExitCode is not { } code)
        {
            return;
        }

        SessionState.PSVariable.Set(ExitCodeVariable, code);
        if (run.TimedOut)
        {
            WriteError(ProgramErrors.TimedOut(FilePath, Timeout));
        }

        if (code != 0)
        {
            CallingPipeline.MarkFailed(CommandRuntime);
            if (!IgnoreExitCode && LanguagePrimitives.IsTrue(SessionState.PSVariable.GetValue("PSNativeCommandUseErrorActionPreference")))
            {
                string hexadecimal = code.ToString(OperatingSystem.IsWindows() ? "X8" : "X2", CultureInfo.InvariantCulture);
                Exception exception = CallingPipeline.ExitException(program.Path, code, run.ProcessId, $"Program \"{FilePath}\" ended with non-zero exit code: {code} (0x{hexadecimal}).", ExitCodeError);
                CallingPipeline.WriteNativeError(this, new ErrorRecord(exception, ExitCodeError, ErrorCategory.NotSpecified, program.Path), program, isOutput: false);
            }
        }
    }

    private OperationFailure? FailureOf(ProgramRun run) => run.TimedOut
        ? new OperationFailure(ProgramErrors.TimedOutId, FormattableString.Invariant($"'{FilePath}' timed out after {Timeout} s."))
        : FailureOf(run.ExitCode, run.Signal);

    private OperationFailure? FailureOf(int? exitCode, int? signal = null) => exitCode is null or 0 || IgnoreExitCode
        ? null
        : new OperationFailure(ExitCodeError, $"'{FilePath}' {EndingText.Of(exitCode, signal)}.");

    // A failed program of many may have ended early or hung; the duration of the only one is what the script saw.
    private bool Counts(OperationFailure? failure) => failure is null || ParameterSetName == BlockSet || Repeat == 1 || IncludeFailed;

    private string ExistingFile(string path)
    {
        string full = FullPath(path);
        return File.Exists(full) ? full : throw Refusal(ProgramErrors.FileNotFound(full, FilePath));
    }

    private string FullPath(string path) => path.Contains('\0', StringComparison.Ordinal)
        ? throw Refusal(ProgramErrors.ArgumentNotValid("No path of a file can hold the character 0.", path))
        : UserPath.Of(this, path);

    private UnreachableException Refusal(ErrorRecord error)
    {
        ThrowTerminatingError(error);
        return new UnreachableException();
    }
}
