using System.Globalization;
using System.Text;

namespace PerfTracking.Storage;

/// <summary>
/// Writes one JSON object (RFC 8259) on one line. System.Text.Json would do the same, and loading it costs the first save of
/// every process about 8 ms, a quarter of that save; what is here is what a log line needs.
/// </summary>
internal sealed class JsonLine
{
    private readonly StringBuilder _text = new(1024);
    private bool _first = true;

    /// <summary>Begins an object, the whole line's or an element's.</summary>
    public JsonLine BeginObject() => Begin('{');

    /// <summary>Begins an object that is a property.</summary>
    /// <param name="name">The property.</param>
    public JsonLine BeginObject(string name) => Name(name).Begin('{', separated: true);

    /// <summary>Ends an object.</summary>
    public JsonLine EndObject() => End('}');

    /// <summary>Begins an array that is a property.</summary>
    /// <param name="name">The property.</param>
    public JsonLine BeginArray(string name) => Name(name).Begin('[', separated: true);

    /// <summary>Ends an array.</summary>
    public JsonLine EndArray() => End(']');

    /// <summary>Adds a text, or <c>null</c>.</summary>
    /// <param name="name">The property.</param>
    /// <param name="value">Any text; half a surrogate pair becomes U+FFFD.</param>
    public JsonLine Add(string name, string? value)
    {
        Name(name);
        if (value is null)
        {
            _text.Append("null");
        }
        else
        {
            AppendText(value);
        }

        return this;
    }

    /// <summary>Adds a number, or <c>null</c>.</summary>
    /// <param name="name">The property.</param>
    /// <param name="value">The number; JSON has no infinities, so that one that is not finite is <c>null</c>.</param>
    public JsonLine Add(string name, double? value)
    {
        Name(name);
        _text.Append(value is { } number && double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : "null");
        return this;
    }

    /// <summary>Adds a whole number.</summary>
    /// <param name="name">The property.</param>
    /// <param name="value">The number.</param>
    public JsonLine Add(string name, long value)
    {
        Name(name);
        _text.Append(value.ToString(CultureInfo.InvariantCulture));
        return this;
    }

    /// <summary>Adds a truth value.</summary>
    /// <param name="name">The property.</param>
    /// <param name="value">The value.</param>
    public JsonLine Add(string name, bool value)
    {
        Name(name);
        _text.Append(value ? "true" : "false");
        return this;
    }

    /// <summary>The line in UTF-8, with the line feed that ends it.</summary>
    public byte[] ToUtf8() => Encoding.UTF8.GetBytes(_text.Append('\n').ToString());

    private JsonLine Begin(char bracket, bool separated = false)
    {
        if (!separated)
        {
            Separate();
        }

        _text.Append(bracket);
        _first = true;
        return this;
    }

    private JsonLine End(char bracket)
    {
        _text.Append(bracket);
        _first = false;
        return this;
    }

    private JsonLine Name(string name)
    {
        Separate();
        AppendText(name);
        _text.Append(':');
        return this;
    }

    private void Separate()
    {
        if (!_first)
        {
            _text.Append(',');
        }

        _first = false;
    }

    private void AppendText(string value)
    {
        _text.Append('"');
        foreach (char character in value)
        {
            // Besides what JSON asks for, all that some reader takes for the end of a line.
            if (character is '"' or '\\')
            {
                _text.Append('\\').Append(character);
            }
            else if (character is < ' ' or '\u007F' or '\u0085' or '\u2028' or '\u2029')
            {
                _text.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
            }
            else
            {
                _text.Append(character);
            }
        }

        _text.Append('"');
    }
}
