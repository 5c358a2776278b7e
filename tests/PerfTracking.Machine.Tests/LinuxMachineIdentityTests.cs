using PerfTracking.Machine.Linux;

namespace PerfTracking.MachineTests;

public class LinuxMachineIdentityTests
{
    [Theory]
    [InlineData("Debian GNU/Linux 12 (bookworm)")]
    [InlineData("Alpine Linux v3.22")]
    [InlineData("Fedora Linux 43 (Workstation Edition)")]
    [InlineData("Rocky Linux 9.6 (Blue Onyx)")]
    [InlineData("Ubuntu 24.04 LTS")]
    public void The_name_of_a_release_stays_so_that_environments_saved_before_go_on(string description)
    {
        Assert.Equal(description, LinuxMachineIdentity.Release(description));
    }

    [Theory]
    [InlineData("Ubuntu 24.04.1 LTS", "Ubuntu 24.04 LTS")]
    [InlineData("Ubuntu 22.04.5 LTS", "Ubuntu 22.04 LTS")]
    [InlineData("Linux 6.18.44-generic #1 SMP PREEMPT_DYNAMIC Mon Oct 6 10:00:00 UTC 2025", "Linux")]
    public void A_point_release_and_a_kernel_are_left_out_for_an_update_changes_them(string description, string expected)
    {
        Assert.Equal(expected, LinuxMachineIdentity.Release(description));
    }
}
