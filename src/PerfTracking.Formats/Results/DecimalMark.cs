using System.Globalization;
using System.Text.RegularExpressions;

namespace PerfTracking.Formats.Results;

/// <summary>
/// What stands before the decimals in the numbers of one file. <c>Export-Csv</c> writes 812,5 where the culture of its machine does, and
/// other tools write 1,234.5 where something took long. A comma that can be either is what the file's other numbers make it; where they
/// do not tell, the number is refused, for a guess would be wrong by a factor of a thousand.
/// </summary>
internal sealed partial class DecimalMark
{
    private readonly bool _isComma;
    private readonly bool _isPoint;

    private DecimalMark(bool isComma, bool isPoint) => (_isComma, _isPoint) = (isComma, isPoint);

    /// <summary>The mark of a file.</summary>
    /// <param name="numbers">Its numbers, as written.</param>
    /// <param name="hasSemicolons">Whether semicolons part its fields, which they do where the comma is taken.</param>
    public static DecimalMark Of(IEnumerable<string?> numbers, bool hasSemicolons = false)
    {
        bool comma = hasSemicolons, point = false;
        foreach (string number in numbers.OfType<string>().Select(Plain))
        {
            comma |= Decimals().IsMatch(number) && !Thousands().IsMatch(number);
            point |= number.Contains('.', StringComparison.Ordinal);
        }

        return new DecimalMark(comma, point);
    }

    /// <summary>Reads a number of the file.</summary>
    /// <param name="text">The number, as written.</param>
    /// <exception cref="FormatException">It is none, or may be two.</exception>
    public double Read(string text)
    {
        string number = Plain(text);
        bool canBeDecimals = Decimals().IsMatch(number), canBeThousands = Thousands().IsMatch(number);
        if (canBeDecimals && canBeThousands && _isComma == _isPoint)
        {
            throw new FormatException($"'{text}' may have decimals or thousands behind its comma: write decimals behind a point, and thousands without a mark.");
        }

        number = canBeDecimals && (_isComma || !canBeThousands) ? number.Replace(',', '.')
            : canBeThousands ? number.Replace(",", "", StringComparison.Ordinal)
            : number;
        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : throw new FormatException($"'{text}' is no number.");
    }

    // Swedish and others have a minus of their own (U+2212), Arabic and Hebrew mark its direction before it, and the Arabic decimal
    // separator (U+066B) is nothing else.
    private static string Plain(string number) => Directions().Replace(number, "").Replace('\u2212', '-').Replace('\u066B', '.');

    [GeneratedRegex("[\u200E\u200F\u061C]")]
    private static partial Regex Directions();

    [GeneratedRegex(@"^\s*[-+]?\d*,\d+([eE][-+]?\d+)?\s*$")]
    private static partial Regex Decimals();

    [GeneratedRegex(@"^\s*[-+]?[1-9]\d{0,2}(,\d{3})+(\.\d*)?\s*$")]
    private static partial Regex Thousands();
}
