using PerfTracking.Formatting;
using PerfTracking.Metrics;

namespace PerfTracking.History;

/// <summary>
/// A dated remark about what changed around a program, shown on every chart it concerns: "runner image changed". It concerns
/// what it names, and all of what it does not name.
/// </summary>
public sealed record PerfAnnotation
{
    /// <summary>The longest text there may be, in UTF-16 units.</summary>
    public const int MaximumTextLength = 1000;

    /// <summary>Its number in the store, for people; 0 before it was stored.</summary>
    public long Id { get; init; }

    /// <summary>What it is known by everywhere: a UUID of version 7, made where it was written.</summary>
    public required Guid Identity { get; init; }

    /// <summary>When what it tells of happened, UTC.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>What happened, in a person's words.</summary>
    public required string Text { get; init; }

    /// <summary>The application it concerns, or <see langword="null"/> for all.</summary>
    public string? Application { get; init; }

    /// <summary>The environment it concerns, or <see langword="null"/> for all.</summary>
    public string? Environment { get; init; }

    /// <summary>The identifier of the metric it concerns, or <see langword="null"/> for all.</summary>
    public string? Metric { get; init; }

    /// <summary>Who wrote it.</summary>
    public required string Author { get; init; }

    /// <summary>When it was written, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What keeps a store from taking it, or <see langword="null"/>.</summary>
    public string? FindDefect() => Identity == Guid.Empty ? "it has no identity"
        : DefectOfText(Text) is { } ofText ? $"its text cannot be one, {ofText}"
        : DefectOfName(Application) is { } ofApplication ? $"its application cannot be one, {ofApplication}"
        : DefectOfName(Environment) is { } ofEnvironment ? $"its environment cannot be one, {ofEnvironment}"
        : DefectOfName(Metric) is { } ofMetric ? $"its metric cannot be one, {ofMetric}"
        : null;

    /// <summary>What keeps a text from being one of an annotation, or <see langword="null"/>.</summary>
    /// <param name="text">The text.</param>
    public static string? DefectOfText(string? text) =>
        string.IsNullOrWhiteSpace(text) ? "it is empty"
        : text.Length > MaximumTextLength ? $"it has more than {MaximumTextLength} characters"
        : PlainText.Of(text) != text ? "it has control characters"
        : null;

    /// <inheritdoc/>
    public override string ToString() => $"#{Id} {Text}";

    private static string? DefectOfName(string? name) => name is null ? null : CustomMetric.DefectOfName(name);
}
