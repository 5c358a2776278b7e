using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using PerfTracking.Dashboard.Security;
using PerfTracking.Pages.Tests;

namespace PerfTracking.Dashboard.Tests.Serving;

/// <summary>A page is made once for all who ask for it at the same moment, and what tells them apart is not shared.</summary>
public sealed partial class SharedPageTests : IDisposable
{
    private readonly DemoHistory _history = DemoHistory.WithRegression();
    private readonly FakeTimeProvider _time;

    public SharedPageTests() => _time = new FakeTimeProvider(_history.Now);

    public void Dispose() => _history.Dispose();

    [Fact]
    public async Task Whoever_asks_within_a_second_is_shown_the_same_reading_of_the_store()
    {
        await using TestDashboard dashboard = await Start();

        string first = await Page(dashboard.Client);
        _time.Advance(TimeSpan.FromSeconds(0.9));
        string second = await Page(dashboard.Client);
        _time.Advance(TimeSpan.FromSeconds(0.2));
        string third = await Page(dashboard.Client);

        Assert.Equal(ReadAt(first), ReadAt(second));
        Assert.NotEqual(ReadAt(first), ReadAt(third));
    }

    [Fact]
    public async Task A_page_is_never_one_from_before_a_change()
    {
        await using TestDashboard dashboard = await Start();
        for (int i = 0; i < 5; i++)
        {
            await Page(dashboard.Client, "snapshots");
            _history.SaveMany(1, 7000 + i);

            Assert.Contains($"#{_history.Store.ReadSnapshots(new() { Last = 1 }).Single().Id}<", await Page(dashboard.Client, "snapshots"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Its_forms_are_those_of_whoever_asked()
    {
        await using TestDashboard dashboard = await Start();
        using HttpClient other = dashboard.NewClient();
        using HttpResponseMessage entered = await other.PostAsync(
            "sign-in", new FormUrlEncodedContent([new("token", TestDashboard.Token), new("name", "somebody else"), new("return", "/")]));
        Assert.Equal(HttpStatusCode.SeeOther, entered.StatusCode);

        string[] fields = [FormField(await Page(dashboard.Client, "alerts")), FormField(await Page(dashboard.Client, "alerts")), FormField(await Page(other, "alerts"))];

        // Not even the same reader's twice: a page that is packed would tell of a field that never changes.
        Assert.Distinct(fields);
        Assert.Equal([HttpStatusCode.SeeOther, HttpStatusCode.SeeOther, HttpStatusCode.Forbidden], await Task.WhenAll(fields.Select(async field =>
        {
            using HttpResponseMessage answer = await dashboard.Post("annotations/add", (FormSeal.Field, field), ("at", "2026-03-01T12:00:00Z"), ("text", "a remark"));
            return answer.StatusCode;
        })));
    }

    [Fact]
    public async Task What_became_of_a_change_is_told_to_whoever_made_it_alone()
    {
        await using TestDashboard dashboard = await Start();
        using HttpClient other = dashboard.NewClient();
        using HttpResponseMessage entered = await other.GetAsync("?token=" + Uri.EscapeDataString(TestDashboard.Token));
        string before = await Page(other);
        using HttpResponseMessage changed = await dashboard.Post("annotations/add", dashboard.FormField(), ("at", "2026-03-01T12:00:00Z"), ("text", "a remark"));
        Assert.Equal(HttpStatusCode.SeeOther, changed.StatusCode);

        string own = await Page(dashboard.Client), others = await Page(other), later = await Page(dashboard.Client);

        Assert.Contains("class=\"notice", own, StringComparison.Ordinal);
        Assert.All([before, others, later], page => Assert.DoesNotContain("class=\"notice", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_address_is_another_page()
    {
        await using TestDashboard dashboard = await Start();

        Assert.NotEqual(await Page(dashboard.Client, "metric?metric=APP-001"), await Page(dashboard.Client, "metric?metric=MEM-001"));
        Assert.NotEqual(await Page(dashboard.Client, "alerts"), await Page(dashboard.Client, "snapshots"));
    }

    private Task<TestDashboard> Start() => TestDashboard.StartSignedIn(_history.Path, time: _time);

    private static async Task<string> Page(HttpClient client, string address = "")
    {
        using HttpResponseMessage answer = await client.GetAsync(address);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    private static string FormField(string page) => FormPattern().Match(page).Groups[1].Value;

    // To the second; the time of the footer is that of the reading.
    private static string ReadAt(string page) => FooterPattern().Match(page).Groups[1].Value;

    [GeneratedRegex("name=\"form\" value=\"([^\"]+)\"")]
    private static partial Regex FormPattern();

    [GeneratedRegex("<footer>.*?datetime=\"([^\"]+)\"", RegexOptions.Singleline)]
    private static partial Regex FooterPattern();
}
