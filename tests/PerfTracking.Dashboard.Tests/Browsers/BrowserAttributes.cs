namespace PerfTracking.Dashboard.Tests.Browsers;

/// <summary>A fact that is skipped where there is no browser.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Tool.Exists(Chromium.Program) ? null : $"needs the program {Chromium.Program}";
}

/// <summary>A theory that is skipped where there is no browser.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Tool.Exists(Chromium.Program) ? null : $"needs the program {Chromium.Program}";
}
