using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using PerfTracking.History;
using PerfTracking.Stores;

namespace PerfTracking.Recording;

/// <summary>Gives what was measured elsewhere its place: the same file brought in twice is the same snapshot.</summary>
public static class SnapshotIdentity
{
    /// <summary>The highest place in a millisecond that an identity keeps.</summary>
    private const int LastPlace = 0xFFF;

    private const ulong Version = 0x7000, VersionBits = 0xF000, Variant = 0x8000_0000_0000_0000, VariantBits = 0xC000_0000_0000_0000;

    /// <summary>
    /// A mark whose identity follows from what the snapshot holds: a UUID of version 7 (RFC 9562, 5.7) with the time, and in place
    /// of its random bits the first of the content's SHA-256.
    /// </summary>
    /// <param name="at">When it was measured; whole milliseconds are kept.</param>
    /// <param name="content">What it holds, as text: application, environment, commit, values.</param>
    /// <param name="place">
    /// Where several were measured in one millisecond: how many of them came before. It takes the 12 bits behind the time (RFC 9562,
    /// 6.2, method 1), so that they stay in that order; more than 4,095 share the last place.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="place"/> is negative.</exception>
    public static SnapshotMark FromContent(DateTimeOffset at, string content, int? place = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(place ?? 0, nameof(place));
        ulong ms = (ulong)Math.Max(0, at.ToUnixTimeMilliseconds());
        Span<byte> bytes = SHA256.HashData(Encoding.UTF8.GetBytes(content)).AsSpan(0, 16);
        ulong high = BinaryPrimitives.ReadUInt64BigEndian(bytes), low = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        ulong behind = place is { } known ? (ulong)Math.Min(known, LastPlace) : high & ~VersionBits & 0xFFFF;
        BinaryPrimitives.WriteUInt64BigEndian(bytes, (ms << 16) | Version | behind);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Variant | (low & ~VariantBits));
        return new SnapshotMark(DateTimeOffset.FromUnixTimeMilliseconds((long)ms), new Guid(bytes, bigEndian: true));
    }

    /// <summary>
    /// Gives snapshots that a store has already the identity that they have there: rows carry none, and what a store exported is no
    /// news to it. Such a one is of the same moment, application, environment, start and session, and holds the same values.
    /// </summary>
    /// <param name="store">The store.</param>
    /// <param name="snapshots">The snapshots, oldest first.</param>
    public static IReadOnlyList<PerfSnapshot> Recognize(IHistoryReader store, IReadOnlyList<PerfSnapshot> snapshots)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(snapshots);
        if (snapshots.Count == 0)
        {
            return snapshots;
        }

        var sessions = snapshots.Select(static snapshot => snapshot.SessionId).ToHashSet();
        var stored = store.ReadSnapshots(new HistoryQuery { Since = snapshots[0].Timestamp, Until = snapshots[^1].Timestamp })
            .Where(snapshot => sessions.Contains(snapshot.SessionId)).ToLookup(static snapshot => KeyOf(snapshot));
        return [.. snapshots.Select(snapshot => stored[KeyOf(snapshot)].FirstOrDefault(own => Holds(own, snapshot)) is { } known ? snapshot with { Identity = known.Identity } : snapshot)];
    }

    private static (long, string, string, bool, Guid) KeyOf(PerfSnapshot snapshot) =>
        (snapshot.Timestamp.ToUnixTimeMilliseconds(), snapshot.Application.ToUpperInvariant(), snapshot.Environment.ToUpperInvariant(), snapshot.Cold, snapshot.SessionId);

    private static bool Holds(PerfSnapshot stored, PerfSnapshot snapshot) => snapshot.Measurements.All(row =>
        stored.Measurements.Any(own => own.Value.Equals(row.Value) && string.Equals(own.Metric, row.Metric, StringComparison.OrdinalIgnoreCase)));
}
