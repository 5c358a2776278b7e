using System.Management.Automation;

namespace PerfTracking.HelpCompiler.Tests;

/// <summary>The cmdlet that the sample page is about, for the help system to find it by.</summary>
[Cmdlet(VerbsCommon.Get, "Sample", DefaultParameterSetName = "ByName")]
public sealed class GetSampleCommand : PSCmdlet
{
    [Parameter(ParameterSetName = "ByName", Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string[]? Name { get; set; }

    [Parameter(ParameterSetName = "ByName")]
    public int First { get; set; } = 10;

    [Parameter(ParameterSetName = "ById", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("SampleId", "Number")]
    public string? Id { get; set; }

    [Parameter]
    [ValidateSet("Small", "Large")]
    public string? Kind { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }
}
