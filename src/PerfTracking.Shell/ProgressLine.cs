using System.Management.Automation;

namespace PerfTracking.Shell;

/// <summary>The latest progress of what runs, in one line at the bottom of the terminal.</summary>
internal sealed class ProgressLine(TextWriter terminal)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private bool _shown;
    private long _lastTimestamp;

    /// <summary>Shows a record, at most ten times a second.</summary>
    public void Show(ProgressRecord record, int width)
    {
        if (record.RecordType == ProgressRecordType.Completed)
        {
            Clear();
            return;
        }

        long now = TimeProvider.System.GetTimestamp();
        if (_shown && TimeProvider.System.GetElapsedTime(_lastTimestamp, now) < Interval)
        {
            return;
        }

        _lastTimestamp = now;
        string percent = record.PercentComplete >= 0 ? $" {record.PercentComplete,3} %" : "";
        string text = $"{record.Activity}: {record.StatusDescription}{percent}".ReplaceLineEndings(" ");
        Clear();
        terminal.Write(text.Length < width ? text : text[..(width - 1)]);
        _shown = true;
    }

    /// <summary>Takes the line away, if it is there.</summary>
    public void Clear()
    {
        if (_shown)
        {
            terminal.Write("\r\e[K");
            _shown = false;
        }
    }
}
