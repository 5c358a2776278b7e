using System.Text.Json;
using PerfTracking.ModuleTests.Engine;

namespace PerfTracking.ModuleTests.Processes;

public sealed class LogWritersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Eight_processes_write_two_hundred_lines_each_and_lose_none()
    {
        string script =
            $$"""
            $null = [Reflection.Assembly]::LoadFrom('{{Library("PerfTracking.Core.dll")}}')
            $null = [Reflection.Assembly]::LoadFrom('{{Library("PerfTracking.Storage.dll")}}')
            $log = [PerfTracking.Storage.JsonLineLog]::new('{{_folder.Path}}')
            $snapshot = [PerfTracking.History.PerfSnapshot]::new()
            $type = $snapshot.GetType()
            $type.GetProperty('Application').SetValue($snapshot, "app$PID")
            $type.GetProperty('Environment').SetValue($snapshot, 'x' * 500)
            $type.GetProperty('Timestamp').SetValue($snapshot, [datetimeoffset]'2026-03-01T12:00:00Z')
            foreach ($i in 1..200) {
                $type.GetProperty('Id').SetValue($snapshot, [long]$i)
                $log.Write($snapshot)
            }
            """;

        ShellResult[] results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ShellRun.Script(script, import: false)));

        Assert.All(results, result => Assert.Equal((0, ""), (result.ExitCode, result.ErrorText)));
        JsonElement[] lines = [.. File.ReadLines(Assert.Single(Directory.GetFiles(_folder.Path))).Select(line => JsonDocument.Parse(line).RootElement)];
        var writers = lines.GroupBy(line => line.GetProperty("application").GetString(), line => line.GetProperty("snapshot").GetInt32()).ToArray();
        Assert.Equal(8, writers.Length);
        Assert.All(writers, writer => Assert.Equal(Enumerable.Range(1, 200), writer));
    }

    [Fact]
    public async Task Every_save_of_every_process_has_its_line()
    {
        const string script = "foreach ($i in 1..10) { Add-PerfMeasurement APP-001 $i; (Save-PerfBaseline app).Id }";

        ShellResult[] results = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => ShellRun.Script(script, _folder["performance.db"])));

        Assert.All(results, result => Assert.Equal((0, ""), (result.ExitCode, result.ErrorText)));
        IEnumerable<long> logged = Directory.GetFiles(_folder.Path, "performance_????????.log").SelectMany(File.ReadLines)
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("snapshot").GetInt64());
        Assert.Equal(Enumerable.Range(1, 30).Select(id => (long)id), logged.Order());
    }

    private static string Library(string name) => Directory.GetFiles(Built.ModuleFolder, name, SearchOption.AllDirectories)
        .OrderBy(path => path.Length).First();
}
