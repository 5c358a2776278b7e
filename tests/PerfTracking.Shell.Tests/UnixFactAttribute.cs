namespace PerfTracking.Shell.Tests;

/// <summary>A fact about programs that Windows does not have.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "needs programs of Unix";
        }
    }
}
