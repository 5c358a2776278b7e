using System.Management.Automation;
using PerfTracking.Alerts;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Formatting;
using PerfTracking.Recording;
using PerfTracking.Stores;

namespace PerfTracking.Cmdlets.Hosting;

/// <summary>A cmdlet that uses a store.</summary>
public abstract partial class StoreCmdlet : PerfCmdlet
{
    /// <summary>The variable that makes trouble with the store an error everywhere.</summary>
    private const string StrictVariable = "PERFTRACKING_STRICT";

    private ILocalStore? _opened;
    private IDisposable? _reading;

    private protected StoreCmdlet()
    {
    }

    /// <summary>The path of the store to use instead of the session's.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Store { get; set; }

    /// <summary>The store.</summary>
    private protected ILocalStore OpenedStore => _opened ??= Open();

    /// <summary>Whether a store that does not exist is made. Otherwise a path given with <c>-Store</c> that names nothing is an error.</summary>
    private protected virtual bool MakesStore => false;

    /// <summary>Writes trouble with the store as a non-terminating error: a command that was asked for data has none.</summary>
    /// <param name="exception">The trouble.</param>
    private protected void FailStore(PerfStoreException exception) => WriteError(StoreErrors.Of(exception));

    /// <summary>
    /// Writes trouble with the store as one warning, so that a tracked script goes on as it would without us; as a
    /// terminating error where <c>-ErrorAction Stop</c> was given or the strict setting is on. A script's own
    /// <c>$ErrorActionPreference</c> is about the script's work and does not count.
    /// </summary>
    /// <param name="exception">The trouble.</param>
    /// <param name="consequence">What becomes of what was to be written.</param>
    private protected void WarnStore(PerfStoreException exception, string consequence)
    {
        bool stop = MyInvocation.BoundParameters.TryGetValue("ErrorAction", out object? action) && action is ActionPreference.Stop;
        if (stop || Environment.GetEnvironmentVariable(StrictVariable) is { Length: > 0 } and not "0")
        {
            ThrowTerminatingError(StoreErrors.Of(exception));
        }

        Warn(StoreErrors.IdOf(exception), $"{exception.Message} {consequence}");
    }

    /// <summary>A time that a parameter gives; <see langword="null"/> where it was not given.</summary>
    /// <param name="time">The parameter's value.</param>
    private protected static DateTimeOffset? TimeOf(DateTime time) => time == default ? null : GivenTime.Of(time);

    /// <summary>Passes rows on one by one, and trouble with the store as an error.</summary>
    /// <param name="rows">The rows.</param>
    private protected void WriteRows<T>(IEnumerable<T> rows)
        where T : class
    {
        try
        {
            foreach (T row in rows)
            {
                WriteRow(row);
            }
        }
        catch (PerfStoreException exception)
        {
            FailStore(exception);
        }
        catch (OperationCanceledException) when (Stopping)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Does something with the store, and writes trouble as an error.</summary>
    /// <param name="action">What to do.</param>
    /// <returns>Whether it was done.</returns>
    private protected bool TryStore(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (PerfStoreException exception)
        {
            FailStore(exception);
            return false;
        }
        catch (OperationCanceledException) when (Stopping)
        {
            throw new PipelineStoppedException();
        }
    }

    private protected override void Release()
    {
        _reading?.Dispose();
        base.Release();
    }

    /// <summary>Warns where what was done is stored and not in the log.</summary>
    /// <param name="failure">Why, or <see langword="null"/> where it is there.</param>
    private protected void WarnOfLog(Exception? failure)
    {
        if (failure is not null)
        {
            Warn("LogNotWritten", $"What was done is stored, but its line could not be added to the log beside '{OpenedStore.Location}': {Quote(failure)}");
        }
    }

    /// <summary>Tells of an alert that was raised, or has grown. Once: afterwards <c>Get-PerfAlert</c> has it.</summary>
    /// <param name="alert">The alert.</param>
    private protected void WarnOfAlert(PerfAlert alert)
    {
        string metric = alert.Metric == alert.Name ? alert.Name : $"{alert.Metric} {alert.Name}";
        Warn("PerfAlertRaised", $"{alert.Severity}: {Sentence.Finding($"{metric} of {alert.Application}", alert.Value, alert.Expected, alert.Unit, alert.Message)} (alert {alert.Id})");
    }

    /// <summary>Removes the log files of days that the store does not keep in full either. Trouble is left for the next time.</summary>
    private protected void RemoveOldLogs()
    {
        try
        {
            var today = DateOnly.FromDateTime(Composition.Time.GetUtcNow().UtcDateTime);
            Composition.LogOf(OpenedStore).RemoveBefore(today.AddDays(-OpenedStore.Describe().RetentionDays));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            WriteVerbose(Quote(exception));
        }
    }

    private string Quote(Exception exception) => StoreLocation.Quote(OpenedStore.Location.File!, exception.Message);

    private ILocalStore Open()
    {
        ILocalStore store = Find();
        _reading = MakesStore ? null : store.KeepReading(); // A save has its own connection.
        return store;
    }

    private ILocalStore Find()
    {
        if (Store is null)
        {
            return Composition.Stores.Open(null);
        }

        string path = StorePath.Resolve(this, Store);
        if (!MakesStore && !Path.Exists(path))
        {
            StoreLocation location = StoreLocation.OfFile(path);
            throw new PerfStoreException(StoreFailure.NotFound, location, $"There is no store '{location}'. The first save to it makes one.");
        }

        return Composition.Stores.Open(path);
    }
}
