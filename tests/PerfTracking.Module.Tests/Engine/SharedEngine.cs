namespace PerfTracking.ModuleTests.Engine;

/// <summary>Tests that share this process's engine, and so the module's one buffer of measurements, take turns.</summary>
[CollectionDefinition(Name)]
public class SharedEngine
{
    public const string Name = "engine";
}
