using System.Collections.Concurrent;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;

namespace PerfTracking.Cmdlets.Hosting;

/// <summary>
/// Times that read well in a cell. <c>Export-Csv</c> and its kin ask a value for its text, and that of a
/// <see cref="DateTimeOffset"/> has no milliseconds and another form in each culture. The times of the rows that come out of
/// cmdlets stay what they are, and have a text of their own: ISO 8601, UTC.
/// </summary>
internal static class TimeCells
{
    private const string Iso = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Times = new();
    private static readonly PSCodeMethod Text = new(nameof(ToString), typeof(TimeCells).GetMethod(nameof(ToText))!);

    /// <summary>A row whose times have this text. One that is not known yet is left as it is, for it may still come.</summary>
    /// <param name="row">The row.</param>
    public static PSObject In(object row)
    {
        var cells = PSObject.AsPSObject(row);
        foreach (PropertyInfo property in Times.GetOrAdd(cells.BaseObject.GetType(), TimesOf))
        {
            if (property.GetValue(cells.BaseObject) is DateTimeOffset time)
            {
                var cell = new PSObject(time);
                cell.Methods.Add(Text);
                cells.Properties.Add(new PSNoteProperty(property.Name, cell), preValidated: true);
            }
        }

        return cells;
    }

    /// <summary>The method <c>ToString</c> of such a time, with a format and a culture as that of <see cref="DateTimeOffset"/>.</summary>
    /// <param name="time">The time.</param>
    /// <param name="arguments">A format, a culture, both or none.</param>
    public static string ToText(PSObject time, params object?[] arguments)
    {
        var value = (DateTimeOffset)time.BaseObject;
        IFormatProvider? culture = arguments.OfType<IFormatProvider>().FirstOrDefault();
        return arguments.Length > 0 ? value.ToString(arguments.OfType<string>().FirstOrDefault(), culture)
            : value == default ? string.Empty
            : value.UtcDateTime.ToString(Iso, CultureInfo.InvariantCulture);
    }

    private static PropertyInfo[] TimesOf(Type type) =>
        [.. type.GetProperties().Where(static property => (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) == typeof(DateTimeOffset))];
}
