using System.Runtime.InteropServices;
using System.Text;

namespace PerfTracking.Machine.Mac;

/// <summary>macOS with its major version; .NET's own description of it holds the kernel's build, which every update changes.</summary>
public sealed partial class MacMachineIdentity : IMachineIdentity
{
    private const int LongestName = 256;

    /// <inheritdoc/>
    public string System => $"macOS {Environment.OSVersion.Version.Major}";

    /// <inheritdoc/>
    public string? Processor
    {
        get
        {
            Span<byte> name = stackalloc byte[LongestName];
            nuint size = LongestName;
            return GetSystemValue("machdep.cpu.brand_string", ref MemoryMarshal.GetReference(name), ref size, 0, 0) == 0 && size > 1
                ? Encoding.UTF8.GetString(name[..((int)size - 1)])
                : null;
        }
    }

    [LibraryImport("libc", EntryPoint = "sysctlbyname", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int GetSystemValue(string name, ref byte value, ref nuint size, nint newValue, nuint newSize);
}
