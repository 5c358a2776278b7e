using PerfTracking.Machine;
using PerfTracking.Machine.Linux;
using PerfTracking.Machine.Mac;
using PerfTracking.Machine.Windows;
using PerfTracking.Programs;
using PerfTracking.Recording;

namespace PerfTracking.Cmdlets.Hosting;

/// <summary>The composition's choice of what differs by operating system: which probe, launcher, counter and identity are this one's.</summary>
internal static class HostSystem
{
    public static IProcessProbe ProcessProbe() =>
        OperatingSystem.IsWindows() ? new WindowsProcessProbe()
        : OperatingSystem.IsMacOS() ? new MacProcessProbe()
        : new LinuxProcessProbe();

    public static IProgramLauncher ProgramLauncher(TimeProvider time) =>
        OperatingSystem.IsWindows() ? new WindowsProgramLauncher(time)
        : OperatingSystem.IsMacOS() ? new MacProgramLauncher(time)
        : new LinuxProgramLauncher(time);

    public static IInstructionCounter InstructionCounter() => OperatingSystem.IsLinux() ? new LinuxInstructionCounter() : new NoInstructionCounter();

    public static IMachineIdentity MachineIdentity() =>
        OperatingSystem.IsWindows() ? new WindowsMachineIdentity()
        : OperatingSystem.IsMacOS() ? new MacMachineIdentity()
        : new LinuxMachineIdentity();
}
