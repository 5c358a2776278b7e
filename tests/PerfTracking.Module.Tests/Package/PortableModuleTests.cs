using PerfTracking.ModuleTests.Engine;

namespace PerfTracking.ModuleTests.Package;

/// <summary>A processor for which the module carries nothing, as one that is neither x64 nor arm64: the folder of its platform is not there.</summary>
public sealed class PortableModuleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PortableModuleTests()
    {
        foreach (string file in Directory.GetFiles(Built.ModuleFolder, "*", SearchOption.AllDirectories))
        {
            string part = Path.GetRelativePath(Built.ModuleFolder, file);
            if (!part.StartsWith("runtimes", StringComparison.Ordinal))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(_folder[part])!);
                File.Copy(file, _folder[part]);
            }
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_portable_code_measures_and_says_in_one_warning_that_there_is_no_SQLite()
    {
        ShellResult result = await ShellRun.Script(
            $$"""
            Import-Module '{{_folder["PerfTracking.psd1"]}}'
            (Measure-PerfOperation work { 'done' } -AsOperation).Name
            Save-PerfBaseline -WarningVariable told -WarningAction SilentlyContinue
            "$($told.Count)"
            "$told"
            exit 3
            """,
            import: false);

        Assert.Equal(3, result.ExitCode);
        Assert.Equal(["work", "1"], result.Lines[..2]);
        Assert.Contains("SQLite's native library 'e_sqlite3' cannot be loaded", result.Text, StringComparison.Ordinal);
        Assert.Contains("[StoreNoNativeLibrary]", result.Text, StringComparison.Ordinal);
    }
}
