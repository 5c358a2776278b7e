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

    /// <summary>A row whose times have this text.</summary>
    /// <param name="row">The row.</param>
    public static PSObject In(object row)
    {
        var cells = PSObject.AsPSObject(row);
        foreach (PropertyInfo property in Times.GetOrAdd(cells.BaseObject.GetType(), TimesOf))
        {
            cells.Properties.Add(new TimeProperty(property, cells.BaseObject), preValidated: true);
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

    /// <summary>
    /// Stands before the row's own property, and makes the cell when it is read: most scripts drop what a save returns, and
    /// the first cell of a process costs some milliseconds.
    /// </summary>
    private sealed class TimeProperty(PropertyInfo property, object row) : PSNoteProperty(property.Name, null)
    {
        /// <inheritdoc/>
        public override bool IsSettable => false;

        /// <inheritdoc/>
        public override string TypeNameOfValue => typeof(DateTimeOffset).FullName!;

        /// <inheritdoc/>
        public override object? Value
        {
            get => property.GetValue(row) is DateTimeOffset time ? Cell.Of(time) : null;
            set => throw new SetValueException($"'{Name}' is a ReadOnly property.");
        }

        /// <inheritdoc/>
        public override PSMemberInfo Copy() => new TimeProperty(property, row);

        /// <inheritdoc/>
        public override string ToString() => TypeNameOfValue + " " + Name + "=" + Value;
    }

    // Of its own, so that its method is made with the first cell.
    private static class Cell
    {
        private static readonly PSCodeMethod Text = new(nameof(ToString), typeof(TimeCells).GetMethod(nameof(ToText)));

        public static PSObject Of(DateTimeOffset time)
        {
            var cell = new PSObject(time);
            cell.Methods.Add(Text);
            return cell;
        }
    }
}
