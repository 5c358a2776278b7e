using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Text;

namespace PerfTracking.Shell;

/// <summary>Writes what the engine shows, and asks what it asks: on standard output, errors on standard error, UTF-8 without a mark.</summary>
internal sealed class ShellUserInterface : PSHostUserInterface
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly bool _interactive;
    private readonly bool _colour;
    private readonly TextWriter _out;
    private readonly TextWriter _error;
    private readonly ProgressLine _progress;
    private readonly Lock _gate = new();

    /// <summary>Takes over the console's streams.</summary>
    public ShellUserInterface(bool interactive)
    {
        _interactive = interactive;
        _out = Console.IsOutputRedirected ? Redirected(Console.OpenStandardOutput()) : Console.Out;
        _error = Console.IsErrorRedirected ? Redirected(Console.OpenStandardError()) : Console.Error;
        _progress = new ProgressLine(_out);
        _colour = Environment.GetEnvironmentVariable("TERM") != "dumb";
        if (Environment.GetEnvironmentVariable("NO_COLOR") is not null)
        {
            PSStyle.Instance.OutputRendering = OutputRendering.PlainText;
        }
    }

    /// <inheritdoc/>
    public override PSHostRawUserInterface RawUI { get; } = new ShellRawUserInterface();

    /// <inheritdoc/>
    public override bool SupportsVirtualTerminal => _colour;

    /// <summary>Takes the progress line away.</summary>
    public void EndProgress()
    {
        lock (_gate)
        {
            _progress.Clear();
        }
    }

    /// <inheritdoc/>
    public override void Write(string value) => WriteTo(_out, Console.IsOutputRedirected, value, line: false);

    /// <inheritdoc/>
    public override void WriteLine(string value) => WriteTo(_out, Console.IsOutputRedirected, value, line: true);

    /// <inheritdoc/>
    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
        InColour(foregroundColor, backgroundColor, () => Write(value));

    /// <inheritdoc/>
    public override void WriteLine(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value)
    {
        InColour(foregroundColor, backgroundColor, () => Write(value));
        WriteLine("");
    }

    /// <inheritdoc/>
    public override void WriteErrorLine(string value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            WriteTo(_error, Console.IsErrorRedirected, value, line: true);
        }
    }

    /// <inheritdoc/>
    public override void WriteWarningLine(string message) => WriteStyled(FormatStyle.Warning, "WARNING: ", message);

    /// <inheritdoc/>
    public override void WriteVerboseLine(string message) => WriteStyled(FormatStyle.Verbose, "VERBOSE: ", message);

    /// <inheritdoc/>
    public override void WriteDebugLine(string message) => WriteStyled(FormatStyle.Debug, "DEBUG: ", message);

    /// <inheritdoc/>
    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
        if (Console.IsOutputRedirected)
        {
            return;
        }

        lock (_gate)
        {
            _progress.Show(record, RawUI.WindowSize.Width);
        }
    }

    /// <inheritdoc/>
    public override string ReadLine()
    {
        DemandInteractive();
        return Console.In.ReadLine()!;
    }

    /// <inheritdoc/>
    public override SecureString ReadLineAsSecureString()
    {
        DemandInteractive();
        var secret = new SecureString();
        if (Console.IsInputRedirected)
        {
            foreach (char character in Console.In.ReadLine() ?? "")
            {
                secret.AppendChar(character);
            }

            return secret;
        }

        for (ConsoleKeyInfo key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
        {
            if (key.Key != ConsoleKey.Backspace)
            {
                secret.AppendChar(key.KeyChar);
            }
            else if (secret.Length > 0)
            {
                secret.RemoveAt(secret.Length - 1);
            }
        }

        WriteLine("");
        return secret;
    }

    /// <inheritdoc/>
    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        DemandInteractive();
        return Questions.AskFields(this, caption, message, descriptions);
    }

    /// <inheritdoc/>
    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        DemandInteractive();
        return Questions.AskChoice(this, caption, message, choices, defaultChoice);
    }

    /// <inheritdoc/>
    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        PromptForCredential(caption, message, userName, targetName, PSCredentialTypes.Default, PSCredentialUIOptions.Default);

    /// <inheritdoc/>
    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options)
    {
        DemandInteractive();
        return Questions.AskCredential(this, caption, message, userName);
    }

    private static StreamWriter Redirected(Stream stream) => new(stream, Utf8) { AutoFlush = true };

    private void DemandInteractive()
    {
        EndProgress();
        if (!_interactive)
        {
            throw new PSInvalidOperationException("PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.");
        }
    }

    private void WriteStyled(FormatStyle style, string prefix, string message) =>
        WriteLine(string.Create(CultureInfo.InvariantCulture, $"{GetFormatStyleString(style)}{prefix}{message}{PSStyle.Instance.Reset}"));

    private void WriteTo(TextWriter writer, bool redirected, string value, bool line)
    {
        // Colours are for terminals: in a file they stay only where a script insists on them.
        bool colour = _colour && (!redirected || PSStyle.Instance.OutputRendering == OutputRendering.Ansi);
        string text = GetOutputString(value, colour);
        lock (_gate)
        {
            _progress.Clear();
            if (line)
            {
                writer.WriteLine(text);
            }
            else
            {
                writer.Write(text);
            }
        }
    }

    private static void InColour(ConsoleColor foreground, ConsoleColor background, Action write)
    {
        if (Console.IsOutputRedirected)
        {
            write();
            return;
        }

        (ConsoleColor oldForeground, ConsoleColor oldBackground) = (Console.ForegroundColor, Console.BackgroundColor);
        (Console.ForegroundColor, Console.BackgroundColor) = (foreground, background);
        try
        {
            write();
        }
        finally
        {
            // Where the terminal's colours are not known, the only way back is to reset them.
            Console.ResetColor();
            if ((int)oldForeground >= 0)
            {
                Console.ForegroundColor = oldForeground;
            }

            if ((int)oldBackground >= 0)
            {
                Console.BackgroundColor = oldBackground;
            }
        }
    }
}
