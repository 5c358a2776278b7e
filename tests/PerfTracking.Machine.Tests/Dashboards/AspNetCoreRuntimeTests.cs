using PerfTracking.Machine.Dashboards;

namespace PerfTracking.MachineTests.Dashboards;

public sealed class AspNetCoreRuntimeTests : IDisposable
{
    private static readonly string Program = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_is_found_where_the_variable_says_then_on_the_path_then_where_installers_put_it()
    {
        string named = Install("named", "10.0.1"), onPath = Install("path", "10.0.1"), usual = Install("usual", "10.0.1");

        Assert.Equal(Path.Combine(named, Program), Find(root: named, path: onPath, usual));
        Assert.Equal(Path.Combine(onPath, Program), Find(root: null, path: $"{_folder["none"]}{Path.PathSeparator}{onPath}", usual));
        Assert.Equal(Path.Combine(usual, Program), Find(root: _folder["none"], path: "", usual));
    }

    [Theory]
    [InlineData("10.0.12", true)]
    [InlineData("11.0.0-preview.1.1234", true)]
    [InlineData("9.0.15", false)]
    [InlineData("8.0.30", false)]
    [InlineData("backup", false)]
    public void A_later_version_does_and_an_earlier_one_does_not(string version, bool does) =>
        Assert.Equal(does, Find(Install("one", version), path: "") is not null);

    [Fact]
    public void A_runtime_without_ASP_NET_Core_does_not()
    {
        string folder = Install("bare", "10.0.1");
        Directory.Delete(Path.Combine(folder, "shared"), recursive: true);

        Assert.Null(Find(folder, folder));
    }

    [Needs("unix")]
    public void A_link_on_the_path_leads_to_it()
    {
        string folder = Install("real", "10.0.1");
        Directory.CreateDirectory(_folder["bin"]);
        File.CreateSymbolicLink(Path.Combine(_folder["bin"], Program), Path.Combine(folder, Program));

        Assert.Equal(Path.Combine(folder, Program), Find(root: null, path: _folder["bin"]));
    }

    private static string? Find(string? root, string path, params string[] usual) =>
        new AspNetCoreRuntime(name => name == "DOTNET_ROOT" ? root : name == "PATH" ? path : null, usual).Find(10);

    private string Install(string name, string version)
    {
        Directory.CreateDirectory(Path.Combine(_folder[name], "shared", "Microsoft.AspNetCore.App", version));
        File.WriteAllText(Path.Combine(_folder[name], Program), "");
        return _folder[name];
    }
}
