using System.Runtime.InteropServices;

namespace PerfTracking.Machine.Linux;

/// <summary>The distribution's name for its release, and the processor of /proc/cpuinfo.</summary>
public sealed class LinuxMachineIdentity : IMachineIdentity
{
    /// <inheritdoc/>
    public string System => Release(RuntimeInformation.OSDescription);

    /// <inheritdoc/>
    public string? Processor
    {
        get
        {
            try
            {
                return ModelName();
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return null;
            }
        }
    }

    /// <summary>
    /// A distribution's name without what an update changes: "Ubuntu 24.04.1 LTS" is "Ubuntu 24.04 LTS", and a kernel's
    /// name and build, which .NET has where there is no /etc/os-release, is "Linux".
    /// </summary>
    /// <param name="description">The system as .NET describes it.</param>
    internal static string Release(string description)
    {
        if (description.Contains('#', StringComparison.Ordinal))
        {
            return "Linux";
        }

        string[] words = description.Split(' ');
        for (int word = 0; word < words.Length; word++)
        {
            string[] numbers = words[word].Split('.');
            if (numbers.Length > 2 && Array.TrueForAll(numbers, static number => number.Length > 0 && number.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0))
            {
                words[word] = $"{numbers[0]}.{numbers[1]}";
            }
        }

        return string.Join(' ', words);
    }

    private static string? ModelName()
    {
        // The first processor's lines are enough; the file has as many blocks as there are processors.
        using var reader = new StreamReader("/proc/cpuinfo");
        for (int line = 0; line < 30 && reader.ReadLine() is { } text; line++)
        {
            if (text.StartsWith("model name", StringComparison.Ordinal))
            {
                return text[(text.IndexOf(':') + 1)..].Trim();
            }
        }

        return null;
    }
}
