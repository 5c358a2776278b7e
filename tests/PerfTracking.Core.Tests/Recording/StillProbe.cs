using PerfTracking.Recording;

namespace PerfTracking.Tests.Recording;

/// <summary>A process that uses what the test says.</summary>
internal sealed class StillProbe : IProcessProbe
{
    public ProcessReading Reading { get; set; }

    public ProcessReading Read() => Reading;
}
