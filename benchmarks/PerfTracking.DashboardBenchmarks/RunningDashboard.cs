using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Net;
using System.Text.RegularExpressions;
using PerfTracking.Benchmarks;

namespace PerfTracking.DashboardBenchmarks;

/// <summary>A dashboard as a user starts it, and a browser that was let in.</summary>
internal sealed partial class RunningDashboard : IDisposable
{
    private const double MiB = 1024 * 1024;
    private readonly Runspace _session;
    private readonly Process _process;

    private RunningDashboard(Runspace session, PSObject dashboard)
    {
        _session = session;
        _process = Process.GetProcessById((int)dashboard.Properties["ProcessId"].Value);
        Url = (string)dashboard.Properties["Url"].Value;
        Client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 100 }) { BaseAddress = new Uri(Url) };
        Client.DefaultRequestHeaders.Add("Accept", "text/html");
        Client.DefaultRequestHeaders.Add("Accept-Encoding", "gzip, deflate, br");
        using HttpResponseMessage entered = Client.GetAsync((string)dashboard.Properties["StartUrl"].Value).GetAwaiter().GetResult();
        entered.EnsureSuccessStatusCode();
    }

    /// <summary>Its address.</summary>
    public string Url { get; }

    /// <summary>A browser that was let in.</summary>
    public HttpClient Client { get; }

    /// <summary>The processor time that it has used.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The memory that it holds, in MiB.</summary>
    public double MemoryMiB
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / MiB;
        }
    }

    /// <summary>The same with its share alone of what other processes use as well (PSS), in MiB; <see langword="null"/> where the system does not tell.</summary>
    public double? ShareMiB => OperatingSystem.IsLinux() && File.ReadLines($"/proc/{_process.Id}/smaps_rollup").FirstOrDefault(static line => line.StartsWith("Pss:", StringComparison.Ordinal)) is { } line
        ? double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024
        : null;

    /// <summary>Starts one.</summary>
    public static RunningDashboard Start(Runspace session, string store) =>
        new(session, Workplace.Run(session, "Start-PerfDashboard -Store $store", ("store", store))[0]);

    /// <summary>Asks for a page, and tells how long the answer took in ms, to its last byte.</summary>
    public async Task<double> Time(string address)
    {
        long began = Stopwatch.GetTimestamp();
        _ = await Bytes(address);
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    /// <summary>Asks for an address, and returns what came, packed as it came.</summary>
    public async Task<byte[]> Bytes(string address)
    {
        using HttpResponseMessage answer = await Client.GetAsync(address);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsByteArrayAsync();
    }

    /// <summary>Asks for a page as text.</summary>
    public async Task<string> Page(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.AcceptEncoding.ParseAdd("identity");
        using HttpResponseMessage answer = await Client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Where a page hears of news.</summary>
    public static string LiveAddress(string page) => WebUtility.HtmlDecode(LivePattern().Match(page).Groups[1].Value);

    /// <inheritdoc/>
    public void Dispose()
    {
        Client.Dispose();
        _process.Dispose();
        Workplace.Run(_session, "Get-PerfDashboard | Where-Object Url -EQ $url | Stop-PerfDashboard", ("url", Url));
    }

    [GeneratedRegex("data-live=\"([^\"]+)\"")]
    private static partial Regex LivePattern();
}
