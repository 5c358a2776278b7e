namespace PerfTracking.Detection;

/// <summary>What a person said about one place of a series.</summary>
/// <param name="Index">Zero-based index of the first point of the change, or of the point that was alerted.</param>
/// <param name="IsReal"><see langword="true"/> for a real change (an approved alert, a label); <see langword="false"/> for a false alarm (a denied one).</param>
public sealed record ReplayMark(int Index, bool IsReal);
