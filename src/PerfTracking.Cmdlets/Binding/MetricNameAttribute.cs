using System.Globalization;
using System.Management.Automation;
using PerfTracking.Alerts;
using PerfTracking.Metrics;

namespace PerfTracking.Cmdlets.Binding;

/// <summary>
/// A metric's identifier: of a metric its own, of whatever names its metric (an alert, a measurement, a verdict) that one.
/// PowerShell would make a name of any object's text.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MetricNameAttribute : PipedObjectAttribute
{
    /// <summary>Whether an object that names no metric but an application means all of the application's.</summary>
    public bool OrApplication { get; init; }

    private protected override object? Meaning(PSObject piped) => piped.BaseObject is string or ValueType ? piped : NameOf(piped) switch
    {
        // What an object is called is no pattern, though it may hold an asterisk.
        string name => WildcardPattern.Escape(name),
        null when OrApplication && Read(piped, nameof(PerfAlert.Application)) is not null => null,
        null => throw new ArgumentTransformationMetadataException(
            $"A {piped.BaseObject.GetType().Name} is no metric and names none. Give an identifier or a name, for instance APP-001."),
        var other => other,
    };

    private static object? NameOf(PSObject piped) =>
        Is<PerfMetric>(piped) ? Read(piped, nameof(PerfMetric.Id))
        : (Read(piped, nameof(PerfAlert.Metric)) ?? NameInRow(piped)) is not { } named ? null
        : PSObject.AsPSObject(named) is var metric && Is<PerfMetric>(metric) ? Read(metric, nameof(PerfMetric.Id))
        : named;

    // A row of a CSV file, say. The Id or Name of other objects is not a metric's, nor is the number of a row that has an application, as
    // that of a snapshot.
    private static object? NameInRow(PSObject piped) =>
        piped.TypeNames[0] != typeof(PSCustomObject).FullName ? null
        : Read(piped, nameof(PerfMetric.Id)) is { } id && !(IsNumber(id) && Read(piped, nameof(PerfAlert.Application)) is not null) ? id
        : Read(piped, nameof(PerfMetric.Name));

    private static bool IsNumber(object id) => LanguagePrimitives.TryConvertTo(id, CultureInfo.InvariantCulture, out long _);
}
