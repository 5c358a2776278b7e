using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace PerfTracking.Dashboard.Security;

/// <summary>
/// Signs what goes out and comes back: HMAC-SHA256 (RFC 2104). ASP.NET's data protection would keep keys in the user's home and
/// load the XML libraries for them; here a key lives as long as what it is made of.
/// </summary>
/// <param name="secret">What the key is made of.</param>
/// <param name="purpose">What the seal is for: one of another purpose is none.</param>
internal sealed class Seal(ReadOnlySpan<byte> secret, string purpose)
{
    private readonly byte[] _key = HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes("PerfTracking " + purpose));

    /// <summary>A text with its seal, in letters that may stand in a cookie, an address and a form.</summary>
    /// <param name="text">The text.</param>
    public string Close(string text)
    {
        byte[] plain = Encoding.UTF8.GetBytes(text);
        return $"{Base64Url.EncodeToString(plain)}.{Base64Url.EncodeToString(HMACSHA256.HashData(_key, plain))}";
    }

    /// <summary>The text, where the seal is ours.</summary>
    /// <param name="sealedText">What came back, or <see langword="null"/>.</param>
    /// <param name="text">The text.</param>
    public bool TryOpen(string? sealedText, [NotNullWhen(true)] out string? text)
    {
        text = null;
        if (sealedText?.IndexOf('.', StringComparison.Ordinal) is not (> 0 and var dot))
        {
            return false;
        }

        try
        {
            byte[] plain = Base64Url.DecodeFromChars(sealedText.AsSpan(0, dot));
            if (!CryptographicOperations.FixedTimeEquals(Base64Url.DecodeFromChars(sealedText.AsSpan(dot + 1)), HMACSHA256.HashData(_key, plain)))
            {
                return false;
            }

            text = Encoding.UTF8.GetString(plain);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
