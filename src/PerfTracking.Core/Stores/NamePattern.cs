using System.Text;

namespace PerfTracking.Stores;

/// <summary>One name with PowerShell's wildcards, read once.</summary>
internal sealed class NamePattern
{
    private const char Escape = '`';

    private readonly List<Step> _steps;

    private NamePattern(List<Step> steps) => _steps = steps;

    /// <summary>A pattern of SQL's <c>LIKE</c> that lets through at least the same.</summary>
    public string Like
    {
        get
        {
            var like = new StringBuilder();
            foreach (Step step in _steps)
            {
                _ = step.Ranges is [var (first, last)] && first == last ? AppendLike(like, first) : like.Append('%');
            }

            return like.ToString();
        }
    }

    /// <summary>A name that stands for itself as a pattern of SQL's <c>LIKE</c>.</summary>
    /// <param name="name">The name.</param>
    public static string LikeName(string name)
    {
        var like = new StringBuilder(name.Length);
        foreach (char letter in name)
        {
            AppendLike(like, letter);
        }

        return like.ToString();
    }

    /// <summary>Reads a pattern; <see langword="null"/> for a text with a bracket that is never closed, which is a name.</summary>
    /// <param name="text">What a user typed.</param>
    public static NamePattern? Read(string text)
    {
        var steps = new List<Step>(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '*':
                    steps.Add(new Step(IsAny: true, Ranges: null));
                    break;
                case '?':
                    steps.Add(new Step(IsAny: false, Ranges: null));
                    break;
                case '[':
                    int end = EndOfSet(text, i);
                    if (end < 0)
                    {
                        return null;
                    }

                    steps.Add(new Step(IsAny: false, RangesOf(text, i + 1, end)));
                    i = end;
                    break;
                case Escape when i + 1 < text.Length:
                    steps.Add(Letter(text[++i]));
                    break;
                default:
                    steps.Add(Letter(text[i]));
                    break;
            }
        }

        return new NamePattern(steps);
    }

    /// <summary>Whether a name fits.</summary>
    /// <param name="name">The name.</param>
    public bool IsMatch(string name)
    {
        // The latest star takes one letter more whenever what follows it does not fit.
        int step = 0, letter = 0, star = -1, taken = 0;
        while (letter < name.Length)
        {
            if (step < _steps.Count && _steps[step].IsAny)
            {
                (star, taken) = (step++, letter);
            }
            else if (step < _steps.Count && _steps[step].Fits(name[letter]))
            {
                step++;
                letter++;
            }
            else if (star >= 0)
            {
                (step, letter) = (star + 1, ++taken);
            }
            else
            {
                return false;
            }
        }

        while (step < _steps.Count && _steps[step].IsAny)
        {
            step++;
        }

        return step == _steps.Count;
    }

    private static Step Letter(char letter) => new(IsAny: false, [(letter, letter)]);

    private static int EndOfSet(string text, int start)
    {
        for (int i = start + 1; i < text.Length; i++)
        {
            if (text[i] == Escape)
            {
                i++;
            }
            else if (text[i] == ']')
            {
                return i;
            }
        }

        return -1;
    }

    private static (char First, char Last)[] RangesOf(string text, int from, int to)
    {
        var ranges = new List<(char First, char Last)>();
        for (int i = from; i < to; i++)
        {
            char letter = text[i] == Escape && i + 1 < to ? text[++i] : text[i];
            bool isRange = i + 2 < to && text[i + 1] == '-' && text[i + 2] >= letter;
            ranges.Add((letter, isRange ? text[i + 2] : letter));
            i += isRange ? 2 : 0;
        }

        return [.. ranges];
    }

    // LIKE knows the case of ASCII's letters alone, and counts code points where a name has UTF-16 units. Any one
    // letter, which may be half of a pair, is '%' therefore.
    private static StringBuilder AppendLike(StringBuilder like, char letter) =>
        letter is '%' or '_' or '\\' ? like.Append('\\').Append(letter)
        : char.IsAscii(letter) ? like.Append(letter)
        : char.IsLowSurrogate(letter) ? like
        : like.Append('_');

    /// <summary>Any letters, or one letter of some ranges; <see langword="null"/> for any one.</summary>
    private sealed record Step(bool IsAny, (char First, char Last)[]? Ranges)
    {
        public bool Fits(char letter) => Ranges is null || Array.Exists(Ranges, range => Holds(range, letter));

        private static bool Holds((char First, char Last) range, char letter) => range.First == range.Last
            ? char.ToUpperInvariant(range.First) == char.ToUpperInvariant(letter)
            : IsWithin(range, letter) || IsWithin(range, char.ToUpperInvariant(letter)) || IsWithin(range, char.ToLowerInvariant(letter));

        private static bool IsWithin((char First, char Last) range, char letter) => range.First <= letter && letter <= range.Last;
    }
}
