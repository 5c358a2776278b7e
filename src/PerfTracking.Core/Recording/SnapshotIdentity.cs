using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using PerfTracking.History;

namespace PerfTracking.Recording;

/// <summary>Gives what was measured elsewhere its place: the same file brought in twice is the same snapshot.</summary>
public static class SnapshotIdentity
{
    private const ulong Version = 0x7000, VersionBits = 0xF000, Variant = 0x8000_0000_0000_0000, VariantBits = 0xC000_0000_0000_0000;

    /// <summary>
    /// A mark whose identity follows from what the snapshot holds: a UUID of version 7 (RFC 9562, 5.7) with the time, and in place
    /// of its random bits the first of the content's SHA-256.
    /// </summary>
    /// <param name="at">When it was measured; whole milliseconds are kept.</param>
    /// <param name="content">What it holds, as text: application, environment, commit, values.</param>
    public static SnapshotMark FromContent(DateTimeOffset at, string content)
    {
        ulong ms = (ulong)Math.Max(0, at.ToUnixTimeMilliseconds());
        Span<byte> bytes = SHA256.HashData(Encoding.UTF8.GetBytes(content)).AsSpan(0, 16);
        ulong high = BinaryPrimitives.ReadUInt64BigEndian(bytes), low = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        BinaryPrimitives.WriteUInt64BigEndian(bytes, (ms << 16) | Version | (high & ~VersionBits & 0xFFFF));
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Variant | (low & ~VariantBits));
        return new SnapshotMark(DateTimeOffset.FromUnixTimeMilliseconds((long)ms), new Guid(bytes, bigEndian: true));
    }
}
