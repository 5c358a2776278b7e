namespace PerfTracking.Machine.Windows;

/// <summary>A running program with its job. It can be ended from any thread until its handles are closed.</summary>
/// <param name="job">The job.</param>
/// <param name="isInJob">Whether the program is in it.</param>
/// <param name="created">The program.</param>
internal sealed unsafe class JobProgram(nint job, bool isInJob, ProgramCalls.Created created) : IDisposable
{
    private readonly object _gate = new();
    private bool _isClosed;

    /// <summary>Ends the program and everything it started.</summary>
    /// <param name="exitCode">The exit code it gets.</param>
    public void End(uint exitCode)
    {
        lock (_gate)
        {
            if (!_isClosed)
            {
                _ = isInJob ? ProgramCalls.EndJob(job, exitCode) : ProgramCalls.EndProcess(created.Process, exitCode);
            }
        }
    }

    /// <summary>What the job has used; nothing where the program is not in it.</summary>
    public ProgramCalls.Accounting Accounting()
    {
        ProgramCalls.Accounting accounting;
        return isInJob && ProgramCalls.QueryJob(job, ProgramCalls.BasicAccounting, &accounting, (uint)sizeof(ProgramCalls.Accounting), null) != 0
            ? accounting
            : default;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            _ = ProcessCalls.Close(created.Thread);
            _ = ProcessCalls.Close(created.Process);
            _ = ProcessCalls.Close(job);
        }
    }
}
