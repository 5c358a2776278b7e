using System.Runtime.InteropServices;

namespace PerfTracking.Machine.Windows;

/// <summary>Windows with its build, which feature updates change and monthly ones do not.</summary>
public sealed class WindowsMachineIdentity : IMachineIdentity
{
    /// <inheritdoc/>
    public string System => RuntimeInformation.OSDescription;

    /// <inheritdoc/>
    public string? Processor => Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
}
