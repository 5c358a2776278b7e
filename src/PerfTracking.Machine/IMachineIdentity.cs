namespace PerfTracking.Machine;

/// <summary>The port to what tells one kind of machine from another, and what an update of the system does not change.</summary>
public interface IMachineIdentity
{
    /// <summary>The operating system with the part of its version that stands for years.</summary>
    string System { get; }

    /// <summary>The processor's model, or <see langword="null"/> where the system does not tell.</summary>
    string? Processor { get; }
}
