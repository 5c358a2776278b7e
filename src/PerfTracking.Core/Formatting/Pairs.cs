using System.Collections.ObjectModel;

namespace PerfTracking.Formatting;

/// <summary>A table that reads well in one cell, as <c>name=value; name=value</c>.</summary>
/// <param name="pairs">The pairs; not copied.</param>
internal sealed class Pairs<TKey, TValue>(IDictionary<TKey, TValue> pairs) : ReadOnlyDictionary<TKey, TValue>(pairs)
    where TKey : notnull
{
    /// <summary>A table of this kind.</summary>
    /// <param name="pairs">The pairs.</param>
    public static IReadOnlyDictionary<TKey, TValue> Of(IReadOnlyDictionary<TKey, TValue> pairs) =>
        pairs as Pairs<TKey, TValue> ?? new Pairs<TKey, TValue>(pairs as IDictionary<TKey, TValue> ?? new Dictionary<TKey, TValue>(pairs));

    /// <inheritdoc/>
    public override string ToString() => string.Join("; ", Dictionary.Select(static pair => FormattableString.Invariant($"{pair.Key}={pair.Value}")));
}
