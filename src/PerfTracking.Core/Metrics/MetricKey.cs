namespace PerfTracking.Metrics;

/// <summary>
/// What was measured, as the script named it: an operation's duration or a metric's value. A class, as everything that
/// collections hold on the save path: those of the framework are compiled ahead for references, and for our structs at run time.
/// </summary>
/// <param name="Name">The operation's name, or the metric's identifier or name.</param>
/// <param name="IsOperation">Whether <paramref name="Name"/> is an operation's.</param>
/// <param name="Unit">The unit of a metric that is not registered, or <see langword="null"/> where the script named none; not part of the identity.</param>
public sealed record MetricKey(string Name, bool IsOperation, string? Unit = null)
{
    /// <summary>Names are compared without regard to case, as everywhere in PowerShell.</summary>
    /// <param name="other">Another key.</param>
    public bool Equals(MetricKey? other) =>
        other is not null && IsOperation == other.IsOperation && string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Name) ^ (IsOperation ? 1 : 0);
}
