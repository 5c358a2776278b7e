using System.Globalization;
using System.Management.Automation;

namespace PerfTracking.Cmdlets.Hosting;

/// <summary>A number as a user gives it.</summary>
internal static class GivenNumber
{
    /// <summary>A finite number, or <see langword="null"/>. Text, such as a cell of a CSV file, is read in the invariant culture.</summary>
    /// <param name="value">What was given.</param>
    public static double? Of(object? value)
    {
        double number = double.NaN;
        bool isNumber = (value is PSObject wrapped ? wrapped.BaseObject : value) switch
        {
            string text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number),
            null or bool or DateTime => false,
            { } other => LanguagePrimitives.TryConvertTo(other, CultureInfo.InvariantCulture, out number),
        };
        return isNumber && double.IsFinite(number) ? number : null;
    }
}
