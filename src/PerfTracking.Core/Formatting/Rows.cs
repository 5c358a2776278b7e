using System.Collections.ObjectModel;
using System.Globalization;

namespace PerfTracking.Formatting;

/// <summary>A list that is a value: it equals another with equal items, and reads well in one cell, as the texts of its items.</summary>
/// <param name="items">The items; not copied.</param>
internal sealed class Rows<T>(IList<T> items) : ReadOnlyCollection<T>(items)
{
    /// <summary>A list of this kind.</summary>
    /// <param name="items">The items.</param>
    public static IReadOnlyList<T> Of(IReadOnlyList<T> items) => items as Rows<T> ?? new Rows<T>(items as IList<T> ?? [.. items]);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Rows<T> other && this.SequenceEqual(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Count;

    /// <inheritdoc/>
    public override string ToString() => string.Join("; ", Items.Select(static item => item is IFormattable number ? number.ToString(null, CultureInfo.InvariantCulture) : item?.ToString()));
}
