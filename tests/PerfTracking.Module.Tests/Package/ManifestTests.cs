using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;
using PerfTracking.ModuleTests.Engine;

namespace PerfTracking.ModuleTests.Package;

[Collection(SharedEngine.Name)]
public sealed class ManifestTests : IDisposable
{
    private static readonly string[] NativeLibraries =
    [
        "win-x64/native/e_sqlite3.dll", "win-arm64/native/e_sqlite3.dll",
        "linux-x64/native/libe_sqlite3.so", "linux-arm64/native/libe_sqlite3.so", "linux-musl-x64/native/libe_sqlite3.so", "linux-musl-arm64/native/libe_sqlite3.so",
        "osx-x64/native/libe_sqlite3.dylib", "osx-arm64/native/libe_sqlite3.dylib",
    ];

    private static readonly string[] Shared = ["System.Private.CoreLib", "System.Management.Automation", "PerfTracking.Core"];

    private readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void The_manifest_exports_each_cmdlet_class_and_nothing_else()
    {
        string[] exported = _session.Lines("(Get-Module PerfTracking).ExportedCommands.Keys");

        Assert.Equal(CmdletTypes().Select(NameOf).Order(), exported.Order());
        Assert.Equal(exported.Order(), _session.Lines($"(Test-ModuleManifest '{Built.Manifest}').ExportedCmdlets.Keys").Order());
    }

    [Fact]
    public void The_module_leaves_no_variable_and_no_function_behind()
    {
        Assert.Equal(
            ["False", "False", "False", "0"],
            _session.Lines("'loader', 'cmdlets', 'export' | ForEach-Object { $null -ne $ExecutionContext.SessionState.PSVariable.Get($_) }; (Get-Module PerfTracking).ExportedFunctions.Count"));
    }

    [Fact]
    public void Native_libraries_for_all_platforms_are_in_the_package()
    {
        Assert.All(NativeLibraries, file => Assert.True(new FileInfo(Path.Combine(Built.ModuleFolder, "runtimes", file)).Length > 100_000, file));
    }

    [Fact]
    public void The_package_does_not_carry_the_engine_or_the_standard_it_compiles_against()
    {
        Assert.DoesNotContain(
            Directory.GetFiles(Built.ModuleFolder, "*.dll", SearchOption.AllDirectories),
            file => Path.GetFileName(file) is "System.Management.Automation.dll" or "PowerShellStandard.Library.dll");
    }

    [Fact]
    public void Each_library_of_others_is_named_with_its_licence_in_the_notices()
    {
        string notices = File.ReadAllText(Path.Combine(Built.ModuleFolder, "THIRD-PARTY-NOTICES.txt"));

        Assert.All(
            Directory.GetFiles(Path.Combine(Built.ModuleFolder, "lib"), "*.dll").Select(Path.GetFileName).Where(file => !file!.StartsWith("PerfTracking.", StringComparison.Ordinal)),
            file => Assert.Contains(file!, notices, StringComparison.Ordinal));
        Assert.Contains("Apache License", notices, StringComparison.Ordinal);
        Assert.Contains("WITHOUT WARRANTY OF ANY KIND", notices, StringComparison.Ordinal);
    }

    [Fact]
    public void The_assemblies_have_the_version_of_the_manifest()
    {
        string version = _session.Lines("(Get-Module PerfTracking).Version.ToString()").Single();

        Assert.All(Directory.GetFiles(Path.Combine(Built.ModuleFolder, "lib"), "PerfTracking.*.dll"), file => Assert.Equal(version + ".0", AssemblyName.GetAssemblyName(file).Version!.ToString()));
    }

    [Theory]
    [InlineData("PerfTracking.Tracking.PerfOperation")]
    [InlineData("PerfTracking.History.PerfSnapshot")]
    [InlineData("PerfTracking.History.PerfMeasurement")]
    [InlineData("PerfTracking.Detection.PerfBaseline")]
    [InlineData("PerfTracking.Metrics.PerfMetric")]
    [InlineData("PerfTracking.Metrics.MetricDirection")]
    public void A_type_of_the_product_can_be_named(string type)
    {
        Assert.Equal([type], _session.Lines($"[{type}].FullName"));
    }

    [Theory]
    [InlineData("Dapper.SqlMapper")]
    [InlineData("Microsoft.Data.Sqlite.SqliteConnection")]
    [InlineData("SQLitePCL.raw")]
    [InlineData("MathNet.Numerics.Constants")]
    [InlineData("PerfTracking.Storage.SqliteStore")]
    public void A_type_of_a_package_cannot_be_named(string type)
    {
        _session.Run("Save-PerfBaseline; Get-PerfBaseline").AssertClean();

        Assert.Equal(["hidden"], _session.Lines($"if ('{type}' -as [type]) {{ 'visible' }} else {{ 'hidden' }}"));
    }

    [Fact]
    public void No_parameter_and_no_output_is_of_a_packages_type()
    {
        IEnumerable<Type> seen = CmdletTypes().SelectMany(cmdlet => cmdlet.GetProperties()
            .Where(property => property.GetCustomAttributes<ParameterAttribute>().Any())
            .Select(property => property.PropertyType)
            .Concat(cmdlet.GetCustomAttributes<OutputTypeAttribute>().SelectMany(output => output.Type).Select(type => type.Type)));

        Assert.All(seen, type => Assert.Contains(
            (type.GetElementType() ?? Nullable.GetUnderlyingType(type) ?? type).Assembly.GetName().Name,
            Shared));
    }

    [Fact]
    public void Every_cmdlet_that_changes_something_asks_by_the_same_two_switches()
    {
        string[] changing = ["Save", "Remove", "Register", "Unregister", "Set", "Optimize", "Approve", "Deny", "Import", "Export", "Publish"];
        string[] named = ["AddPerfAnnotation", "ComparePerfBenchmark", "NewPerfAlert", "StartPerfDashboard", "StopPerfDashboard"];

        Assert.All(
            CmdletTypes().Select(cmdlet => cmdlet.GetCustomAttribute<CmdletAttribute>()!),
            cmdlet => Assert.Equal(changing.Contains(cmdlet.VerbName) || named.Contains(cmdlet.VerbName + cmdlet.NounName), cmdlet.SupportsShouldProcess));
    }

    [Fact]
    public void The_cmdlets_that_PowerShell_reads_are_those_compiled_for_this_platform()
    {
        string[] shared = [.. AssemblyLoadContext.Default.Assemblies.Where(assembly => assembly.GetName().Name is "PerfTracking.Cmdlets" or "PerfTracking.Core").Select(assembly => Path.GetRelativePath(Built.ModuleFolder, assembly.Location))];

        Assert.Equal(2, shared.Length);
        Assert.All(shared, path => Assert.StartsWith("runtimes", path, StringComparison.Ordinal));
    }

    private static IEnumerable<Type> CmdletTypes() => AssemblyLoadContext.Default.Assemblies
        .Single(assembly => assembly.GetName().Name == "PerfTracking.Cmdlets")
        .GetExportedTypes().Where(type => type.GetCustomAttribute<CmdletAttribute>() is not null);

    private static string NameOf(Type type) => type.GetCustomAttribute<CmdletAttribute>() is { } cmdlet ? $"{cmdlet.VerbName}-{cmdlet.NounName}" : "";
}
