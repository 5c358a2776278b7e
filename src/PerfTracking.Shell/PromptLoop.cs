using System.Management.Automation;
using System.Text;

namespace PerfTracking.Shell;

/// <summary>Prompt, read, run, until the input or the session ends. A command that is not complete goes on over the next lines.</summary>
internal sealed class PromptLoop(ShellSession session, ShellHost host, ShellOptions options, bool nested)
{
    /// <summary>Runs the loop.</summary>
    public void Run()
    {
        var block = new StringBuilder();
        while (host.RequestedExitCode is null && !Ended())
        {
            string? line = Read(block.Length > 0);
            if (line is null)
            {
                // What was begun and not ended still runs, to tell what is missing.
                if (block.Length > 0)
                {
                    Execute(block.ToString(), block: null);
                }

                return;
            }

            bool blank = string.IsNullOrWhiteSpace(line);
            if (block.Length > 0)
            {
                if (!blank)
                {
                    block.Append('\n').Append(line);
                    continue;
                }

                line = block.ToString();
                block.Clear();
            }
            else if (blank)
            {
                continue;
            }

            Execute(line, block);
        }
    }

    private bool Ended()
    {
        bool ended = nested && host.NestedPromptEnds;
        if (ended)
        {
            host.NestedPromptEnds = false;
        }

        return ended;
    }

    private string? Read(bool inBlock)
    {
        if (options.Silent)
        {
            return Console.In.ReadLine();
        }

        string prompt = inBlock ? ">> " : session.Evaluate("prompt", nested) as string ?? "PS> ";
        host.UI.Write(prompt);
        string? line = Console.In.ReadLine();
        if (line is null || Console.IsInputRedirected)
        {
            // As pwsh does: what was read stands behind its prompt.
            host.UI.WriteLine(line ?? "");
        }

        return line;
    }

    private void Execute(string text, StringBuilder? block)
    {
        Exception? thrown = session.Run(text, nested);
        if (thrown is IncompleteParseException && block is not null)
        {
            block.Append(text);
        }
        else if (thrown is not null)
        {
            session.Report(thrown, nested);
        }
    }
}
