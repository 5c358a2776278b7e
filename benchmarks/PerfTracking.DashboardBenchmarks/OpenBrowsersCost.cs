using System.Diagnostics;
using PerfTracking.Benchmarks;

namespace PerfTracking.DashboardBenchmarks;

/// <summary>Fifty browsers with an open page of a large store to which another process saves: each hears of news and asks for its page again.</summary>
internal static class OpenBrowsersCost
{
    private const int Browsers = 50;
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);
    private static readonly string[] Pages = ["", "metric?metric=APP-001", "metric?metric=MEM-001", "alerts", "snapshots"];

    public static async Task Measure(Workplace workplace, DashboardStores stores, CostTable table)
    {
        using RunningDashboard dashboard = stores.Start(stores.Large);
        foreach (string page in Pages)
        {
            await dashboard.Time(page);
        }

        // One save a second reaches every browser each time it asks.
        using SavingProcess saving = await SavingProcess.Start(workplace, stores.Large, pause: 1000);
        foreach ((string pages, bool isOwn) in new[] { ($"{Pages.Length} pages", false), ("each a page that no other shows", true) })
        {
            TimeSpan before = dashboard.ProcessorTime;
            long began = Stopwatch.GetTimestamp();
            using var end = new CancellationTokenSource(Span);
            (int News, int Errors)[] seen = await Task.WhenAll(Enumerable.Range(0, Browsers).Select(browser => Watch(dashboard, PageOf(browser, isOwn), browser, end.Token)));
            double cores = (dashboard.ProcessorTime - before) / Stopwatch.GetElapsedTime(began);
            table.Add(
                $"{Browsers} open browsers ({pages}), a save a second in another process, for {Span.TotalSeconds:0} s",
                "",
                $"{seen.Sum(static one => one.News):#,0} pages renewed, {seen.Sum(static one => one.Errors)} errors",
                $"{cores:0.00} cores",
                "1 core, no error",
                "");
        }
    }

    // Pages of one address are made once for all who ask at the same moment.
    private static string PageOf(int browser, bool isOwn)
    {
        string page = Pages[browser % Pages.Length];
        return isOwn ? $"{page}{(page.Contains('?', StringComparison.Ordinal) ? '&' : '?')}browser={browser}" : page;
    }

    private static async Task<(int News, int Errors)> Watch(RunningDashboard dashboard, string page, int browser, CancellationToken end)
    {
        int news = 0, errors = 0;
        try
        {
            await Task.Delay(Retry * browser / Browsers, end);
            string live = RunningDashboard.LiveAddress(await dashboard.Page(page));
            string? latest = null;
            while (true)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, live);
                if (latest is not null)
                {
                    request.Headers.Add("Last-Event-ID", latest);
                }

                using HttpResponseMessage answer = await dashboard.Client.SendAsync(request, CancellationToken.None);
                string events = await answer.Content.ReadAsStringAsync(CancellationToken.None);
                errors += answer.IsSuccessStatusCode ? 0 : 1;
                if (events.Split("id: ") is [_, { } id, ..])
                {
                    latest = id[..id.IndexOf('\n', StringComparison.Ordinal)];
                    using HttpResponseMessage renewed = await dashboard.Client.GetAsync(page, CancellationToken.None);
                    errors += renewed.IsSuccessStatusCode ? 0 : 1;
                    news++;
                }

                await Task.Delay(Retry, end);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            return (news, errors);
        }
        catch (HttpRequestException)
        {
            return (news, errors + 1);
        }
    }
}
