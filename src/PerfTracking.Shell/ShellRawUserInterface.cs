using System.Management.Automation.Host;

namespace PerfTracking.Shell;

/// <summary>The terminal as the engine's formatter needs it: above all its width.</summary>
internal sealed class ShellRawUserInterface : PSHostRawUserInterface
{
    // What pwsh assumes where there is no terminal on Windows; the same everywhere, so that files look the same.
    private static readonly Size WithoutTerminal = new(120, 50);

    /// <inheritdoc/>
    public override Size BufferSize
    {
        get => WindowSize;
        set => throw NotSupported();
    }

    /// <inheritdoc/>
    public override Size WindowSize
    {
        get
        {
            if (Console.IsOutputRedirected)
            {
                return WithoutTerminal;
            }

            // A pseudo terminal that nobody has sized says zero.
            (int width, int height) = (Console.WindowWidth, Console.WindowHeight);
            return width > 0 && height > 0 ? new Size(width, height) : WithoutTerminal;
        }
        set => throw NotSupported();
    }

    /// <inheritdoc/>
    public override Size MaxWindowSize => WindowSize;

    /// <inheritdoc/>
    public override Size MaxPhysicalWindowSize => WindowSize;

    /// <inheritdoc/>
    public override ConsoleColor ForegroundColor
    {
        get => Console.ForegroundColor;
        set => Console.ForegroundColor = value;
    }

    /// <inheritdoc/>
    public override ConsoleColor BackgroundColor
    {
        get => Console.BackgroundColor;
        set => Console.BackgroundColor = value;
    }

    /// <inheritdoc/>
    public override Coordinates CursorPosition
    {
        get => Console.IsOutputRedirected ? default : new Coordinates(Console.CursorLeft, Console.CursorTop);
        set => Console.SetCursorPosition(value.X, value.Y);
    }

    /// <inheritdoc/>
    public override Coordinates WindowPosition
    {
        get => default;
        set => throw NotSupported();
    }

    /// <inheritdoc/>
    public override int CursorSize
    {
        get => 25;
        set => throw NotSupported();
    }

    /// <inheritdoc/>
    public override bool KeyAvailable => !Console.IsInputRedirected && Console.KeyAvailable;

    /// <inheritdoc/>
    public override string WindowTitle
    {
        get => "";
        set
        {
            if (!Console.IsOutputRedirected)
            {
                Console.Title = value;
            }
        }
    }

    /// <inheritdoc/>
    public override void FlushInputBuffer()
    {
        while (KeyAvailable)
        {
            Console.ReadKey(intercept: true);
        }
    }

    /// <inheritdoc/>
    public override KeyInfo ReadKey(ReadKeyOptions options)
    {
        ConsoleKeyInfo key = Console.ReadKey(options.HasFlag(ReadKeyOptions.NoEcho));
        return new KeyInfo((int)key.Key, key.KeyChar, default, keyDown: true);
    }

    /// <inheritdoc/>
    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw NotSupported();

    /// <inheritdoc/>
    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw NotSupported();

    /// <inheritdoc/>
    public override void SetBufferContents(Rectangle rectangle, BufferCell fill)
    {
        // Clear-Host fills the whole screen with blanks; nothing else is possible on every terminal.
        if (!Console.IsOutputRedirected)
        {
            Console.Clear();
        }
    }

    /// <inheritdoc/>
    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) => throw NotSupported();

    private static NotSupportedException NotSupported() => new("This shell does not draw on the terminal.");
}
