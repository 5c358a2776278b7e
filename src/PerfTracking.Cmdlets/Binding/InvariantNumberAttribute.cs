using System.Globalization;
using System.Management.Automation;

namespace PerfTracking.Cmdlets.Binding;

/// <summary>
/// A number. Text, such as a cell of a CSV file, is read in the invariant culture, and text that is none is refused: PowerShell
/// would make 0 of an empty cell and 15 of <c>1,5</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class InvariantNumberAttribute : ArgumentTransformationAttribute
{
    /// <summary>What an empty cell means; nothing unless given.</summary>
    public double WhenBlank { get; init; } = double.NaN;

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if ((inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is not string text)
        {
            return inputData;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number
            : string.IsNullOrWhiteSpace(text) && !double.IsNaN(WhenBlank) ? WhenBlank
            : throw new ArgumentTransformationMetadataException($"'{text}' is no number. Write it with a point and without separators, for instance 1234.5.");
    }
}
