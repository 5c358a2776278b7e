using System.Management.Automation;

namespace PerfTracking.Floor;

/// <summary>Binds a name as Start- and Stop-PerfOperation do, and does nothing with it.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Nothing")]
public sealed class TestNothingCommand : PSCmdlet
{
    /// <summary>A name.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string Name { get; set; } = string.Empty;
}
