using System.Buffers.Binary;
using PerfTracking.History;

namespace PerfTracking.Recording;

/// <summary>
/// Tells when snapshots are taken and gives each its identity: a UUID of version 7 (RFC 9562, 5.7), so that it is unique
/// without asking anybody, and those of this process rise within a millisecond too (6.2, method 1, with a counter of 26 bits).
/// Safe for many threads.
/// </summary>
/// <param name="time">The clock.</param>
public sealed class SnapshotClock(TimeProvider time)
{
    private const int CounterBits = 26;
    private const int LowBits = 14;
    private const uint Seed = (1u << (CounterBits - 1)) - 1;
    private const ulong Version = 0x7000, Variant = 0x8000_0000_0000_0000, RandomBits = (1UL << 48) - 1;

    private readonly object _gate = new();
    private long _latest = -1;
    private uint _counter;

    /// <summary>A new mark at the present time, in whole milliseconds.</summary>
    public SnapshotMark Next()
    {
        // Guid.NewGuid is random without loading a library for cryptography, which a save in a fresh process would pay for.
        Span<byte> bytes = stackalloc byte[16];
        Guid.NewGuid().TryWriteBytes(bytes, bigEndian: true, out _);
        ulong random = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]) & RandomBits;
        uint seed = BinaryPrimitives.ReadUInt32BigEndian(bytes) & Seed;
        long ms;
        uint counter;
        lock (_gate)
        {
            // Read in here: a thread that came later with an earlier time would begin the count of the present millisecond anew.
            ms = Math.Max(0, time.GetUtcNow().ToUnixTimeMilliseconds());

            // A full counter of one millisecond goes on from the seed of the next identity: more than 33 million of them are needed for it.
            _counter = ms == _latest && _counter < (1u << CounterBits) - 1 ? _counter + 1 : seed;
            _latest = ms;
            counter = _counter;
        }

        BinaryPrimitives.WriteUInt64BigEndian(bytes, ((ulong)ms << 16) | Version | (counter >> LowBits));
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Variant | ((ulong)(counter & ((1u << LowBits) - 1)) << 48) | random);
        return new SnapshotMark(DateTimeOffset.FromUnixTimeMilliseconds(ms), new Guid(bytes, bigEndian: true));
    }
}
