using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using PerfTracking.Benchmarks;

namespace PerfTracking.DashboardBenchmarks;

/// <summary>One decision for a thousand alerts that began with one commit, by the form of the page.</summary>
internal static partial class DecisionCost
{
    private const int Alerts = 1000;

    public static async Task Measure(Workplace workplace, DashboardStores stores, CostTable table)
    {
        string store = workplace.Store("alerts");
        Workplace.Run(
            stores.Session,
            $$"""
            foreach ($time in 1..2) { foreach ($i in 1..{{Alerts}}) { Add-PerfMeasurement "work$i" (100 * $time) }; $saved = Save-PerfBaseline bench -Store $store -NoEvaluation -WarningAction Ignore }
            foreach ($i in 1..{{Alerts}}) { $null = New-PerfAlert -Store $store -SnapshotId $saved.Id -Metric "work$i" }
            """,
            ("store", store));
        using RunningDashboard dashboard = stores.Start(store);
        string page = await dashboard.Page("alerts");
        using var request = new HttpRequestMessage(HttpMethod.Post, "alerts/decide")
        {
            Content = new FormUrlEncodedContent([
                .. Field(page, "form").Take(1), .. Field(page, "id"), .. Field(page, "seen"), new("decision", "approve"), new("notes", "one cause"),
            ]),
        };
        request.Headers.Add("Origin", dashboard.Url.TrimEnd('/'));
        long began = Stopwatch.GetTimestamp();
        using HttpResponseMessage answer = await dashboard.Client.SendAsync(request);
        string after = await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        int settled = Workplace.Run(stores.Session, "Get-PerfAlert -Store $store -State Approved", ("store", store)).Count;
        _ = settled == Alerts ? after : throw new InvalidOperationException($"{settled} of {Alerts} alerts were settled.");
        table.Add($"settling {Alerts:#,0} alerts of one cause by the page, until the next page is there", "", $"{seconds:0.00} s", "", "2 s", "");
    }

    private static IEnumerable<KeyValuePair<string, string>> Field(string page, string name) =>
        FieldPattern().Matches(page).Where(match => NamePattern().Match(match.Value).Groups[1].Value == name)
            .Select(match => KeyValuePair.Create(name, WebUtility.HtmlDecode(ValuePattern().Match(match.Value).Groups[1].Value)));

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex FieldPattern();

    [GeneratedRegex("name=\"([^\"]*)\"")]
    private static partial Regex NamePattern();

    [GeneratedRegex("value=\"([^\"]*)\"")]
    private static partial Regex ValuePattern();
}
