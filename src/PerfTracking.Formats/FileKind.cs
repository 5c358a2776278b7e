using System.Text;

namespace PerfTracking.Formats;

/// <summary>One kind of file that something is written as.</summary>
/// <param name="Format">Its name.</param>
/// <param name="Write">Who writes it; <see langword="null"/> for a page, which is made elsewhere.</param>
/// <param name="Endings">What such a file's name ends with; the first one where there is no name.</param>
internal sealed record FileKind<TSubject, TFormat>(TFormat Format, Func<TSubject, string>? Write, params string[] Endings)
    where TFormat : struct, Enum
{
    public Encoding Encoding { get; init; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
}

/// <summary>All kinds of files that something is written as.</summary>
internal sealed class FileKinds<TSubject, TFormat>(params FileKind<TSubject, TFormat>[] kinds)
    where TFormat : struct, Enum
{
    public string Write(TSubject subject, TFormat format) => Of(format).Write is { } write
        ? write(subject)
        : throw new ArgumentOutOfRangeException(nameof(format), format, "A page is not written here.");

    public string EndingOf(TFormat format) => Of(format).Endings[0];

    public Encoding EncodingOf(TFormat format) => Of(format).Encoding;

    public TFormat? FormatOf(string? path)
    {
        string? ending = Path.GetExtension(path);
        return Array.Find(kinds, kind => kind.Endings.Contains(ending, StringComparer.OrdinalIgnoreCase))?.Format;
    }

    private FileKind<TSubject, TFormat> Of(TFormat format) =>
        Array.Find(kinds, kind => EqualityComparer<TFormat>.Default.Equals(kind.Format, format)) ?? throw new ArgumentOutOfRangeException(nameof(format), format, "It is none of these formats.");
}
