using System.Runtime.InteropServices;
using PerfTracking.ModuleTests.Engine;

namespace PerfTracking.ModuleTests.Package;

/// <summary>
/// Code compiled against another system's framework answers OperatingSystem.IsLinux() as that system would, for the answer is
/// a constant of the framework; the module then calls libc on Windows. These tests read every image that the build has made.
/// </summary>
public class AheadOfTimeTests
{
    private const string OfMachine = "PerfTracking.Machine.";

    public static TheoryData<string> Platforms => [.. Directory.GetDirectories(Path.Combine(Built.ModuleFolder, "runtimes"))
        .Where(folder => Directory.Exists(Path.Combine(folder, "lib")))
        .Select(folder => Path.GetFileName(folder))
        .Order()];

    [Theory]
    [MemberData(nameof(Platforms))]
    public void Every_image_is_for_the_system_and_the_processor_of_its_folder(string platform)
    {
        Assert.All(ImagesOf(platform), path =>
        {
            using var image = new ReadyToRunImage(path);
            Assert.True(image.HasCode, path);
            Assert.Equal((SystemOf(platform), platform.EndsWith("arm64", StringComparison.Ordinal) ? Architecture.Arm64 : Architecture.X64), image.Target);
        });
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public void The_composition_of_an_image_makes_the_parts_of_its_own_system_and_of_no_other(string platform)
    {
        using var image = new ReadyToRunImage(Path.Combine(FolderOf(platform), "PerfTracking.Cmdlets.dll"));
        string own = SystemOf(platform) switch { "win" => "Windows", "osx" => "Mac", _ => "Linux" };

        string[] made = [.. image.Calls()
            .Where(call => call.StartsWith(OfMachine, StringComparison.Ordinal) && call.EndsWith("..ctor", StringComparison.Ordinal))
            .Select(call => call[OfMachine.Length..].Split('.')[0])
            .Where(part => part is "Windows" or "Mac" or "Linux")
            .Distinct()];

        Assert.Equal([own], made);
    }

    [Fact]
    public void The_portable_assemblies_hold_no_code_of_any_platform()
    {
        Assert.All(Directory.GetFiles(Path.Combine(Built.ModuleFolder, "lib"), "PerfTracking.*.dll"), path =>
        {
            using var image = new ReadyToRunImage(path);
            Assert.False(image.HasCode, path);
        });
    }

    private static string FolderOf(string platform) => Path.Combine(Built.ModuleFolder, "runtimes", platform, "lib");

    private static string[] ImagesOf(string platform) => Directory.GetFiles(FolderOf(platform), "*.dll");

    private static string SystemOf(string platform) => platform.Split('-')[0];
}
