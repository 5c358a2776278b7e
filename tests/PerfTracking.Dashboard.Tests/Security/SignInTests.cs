using System.Buffers.Text;
using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using PerfTracking.Dashboard.Tests.Serving;

namespace PerfTracking.Dashboard.Tests.Security;

public sealed class SignInTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_token_of_the_start_address_becomes_a_cookie_and_leaves_the_address()
    {
        await using TestDashboard dashboard = await TestDashboard.Start(_folder["a.db"]);

        using HttpResponseMessage entered = await dashboard.Get("metric?metric=APP-001&token=" + Uri.EscapeDataString(TestDashboard.Token));

        Assert.Equal((HttpStatusCode.SeeOther, "/metric?metric=APP-001"), (entered.StatusCode, entered.Headers.Location!.OriginalString));
        string cookie = Assert.Single(entered.Headers.GetValues("Set-Cookie"));
        Assert.Contains("; httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("; samesite=strict", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain(TestDashboard.Token, Uri.UnescapeDataString(cookie), StringComparison.Ordinal);
        using HttpResponseMessage page = await dashboard.Get("");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task Who_gave_no_name_is_known_by_an_address_as_people_write_it()
    {
        await using TestDashboard dashboard = await TestDashboard.Start(_folder["a.db"], static options => options with { Bind = IPAddress.IPv6Any });

        using HttpResponseMessage entered = await dashboard.Get($"http://127.0.0.1:{new Uri(dashboard.Dashboard.Url).Port}/?token={Uri.EscapeDataString(TestDashboard.Token)}");

        string cookie = Assert.Single(entered.Headers.GetValues("Set-Cookie"));
        Assert.Equal("somebody at 127.0.0.1", Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cookie.AsSpan(cookie.IndexOf('=') + 1, cookie.IndexOf('.') - cookie.IndexOf('=') - 1))));
    }

    [Fact]
    public async Task The_ticket_of_the_browser_that_is_opened_lets_in_once()
    {
        await using TestDashboard dashboard = await TestDashboard.Start(_folder["a.db"], static options => options with { Ticket = "ABC" });
        using HttpClient other = dashboard.NewClient();

        using HttpResponseMessage wrong = await dashboard.Get("?ticket=AB");
        using HttpResponseMessage entered = await dashboard.Get("metric?metric=APP-001&ticket=ABC");
        using HttpResponseMessage late = await other.GetAsync("?ticket=ABC");
        using HttpResponseMessage again = await dashboard.Get("?ticket=ABC");

        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.Equal((HttpStatusCode.SeeOther, "/metric?metric=APP-001"), (entered.StatusCode, entered.Headers.Location!.OriginalString));
        Assert.Equal(HttpStatusCode.Unauthorized, late.StatusCode);
        Assert.False(late.Headers.Contains("Set-Cookie"));
        Assert.Contains("lets a browser in once", await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        // A reader who has been let in may load it again, from the browser's history say.
        Assert.Equal((HttpStatusCode.SeeOther, "/"), (again.StatusCode, again.Headers.Location!.OriginalString));
        using HttpResponseMessage page = await dashboard.Get("");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Theory]
    [InlineData(60, HttpStatusCode.SeeOther)]
    [InlineData(61, HttpStatusCode.Unauthorized)]
    public async Task A_ticket_is_good_for_a_minute(int seconds, HttpStatusCode expected)
    {
        var time = new FakeTimeProvider();
        await using TestDashboard dashboard = await TestDashboard.Start(_folder["a.db"], static options => options with { Ticket = "ABC" }, time);
        time.Advance(TimeSpan.FromSeconds(seconds));

        using HttpResponseMessage answer = await dashboard.Get("?ticket=ABC");

        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData("?ticket=")]
    [InlineData("?ticket=ABC&ticket=ABC")]
    public async Task Where_no_browser_is_opened_no_ticket_lets_in(string address)
    {
        await using TestDashboard dashboard = await TestDashboard.Start(_folder["a.db"]);

        using HttpResponseMessage answer = await dashboard.Get(address);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("metric")]
    [InlineData("chart?metric=APP-001")]
    [InlineData("live")]
    [InlineData("csv/measurements")]
    public async Task Whoever_has_no_token_is_asked_for_it_and_is_told_nothing(string address)
    {
        await using TestDashboard dashboard = await TestDashboard.Start(_folder["secret-name.db"]);

        using HttpResponseMessage answer = await dashboard.Get(address);

        string page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("name=\"token\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-name", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_lets_in_by_the_right_token_alone_and_goes_on_to_what_was_asked_for()
    {
        await using TestDashboard dashboard = await TestDashboard.Start(_folder["a.db"]);

        using HttpResponseMessage wrong = await dashboard.Post("sign-in", ("token", "another"), ("return", "/store"));
        using HttpResponseMessage right = await dashboard.Post("sign-in", ("token", TestDashboard.Token), ("name", "Ada"), ("return", "/store"));

        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.Contains("not the token", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.SeeOther, "/store"), (right.StatusCode, right.Headers.Location!.OriginalString));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("javascript:alert(1)")]
    public async Task The_form_never_leads_to_another_site(string address)
    {
        await using TestDashboard dashboard = await TestDashboard.Start(_folder["a.db"]);

        using HttpResponseMessage answer = await dashboard.Post("sign-in", ("token", TestDashboard.Token), ("return", address));

        Assert.Equal("/", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_forged_cookie_lets_nobody_in()
    {
        await using TestDashboard dashboard = await TestDashboard.Start(_folder["a.db"]);
        using HttpResponseMessage entered = await dashboard.Get("?token=" + Uri.EscapeDataString(TestDashboard.Token));
        string[] cookie = entered.Headers.GetValues("Set-Cookie").Single().Split(';')[0].Split('=', 2);
        string seal = cookie[1].Split('.')[1];
        string[] forgeries = ["", "x", ".", "a.b", cookie[1] + "A", cookie[1][1..], "QWRh." + seal, "." + seal, new string('a', 100_00), "%00.%00"];

        foreach (string forgery in forgeries)
        {
            using HttpClient somebody = new(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new Uri(dashboard.Dashboard.Url) };
            somebody.DefaultRequestHeaders.TryAddWithoutValidation("Cookie", $"{cookie[0]}={forgery}");
            using HttpResponseMessage answer = await somebody.GetAsync("");
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Tokens_cannot_be_tried_without_end()
    {
        await using TestDashboard dashboard = await TestDashboard.Start(_folder["a.db"], static options => options with { Limits = options.Limits with { TriesPerMinute = 3 } });

        HttpStatusCode[] answers = new HttpStatusCode[5];
        for (int i = 0; i < answers.Length; i++)
        {
            using HttpResponseMessage answer = i % 2 == 0 ? await dashboard.Get("?token=wrong") : await dashboard.Post("sign-in", ("token", "wrong"));
            answers[i] = answer.StatusCode;
        }

        using HttpResponseMessage late = await dashboard.Get("?token=" + Uri.EscapeDataString(TestDashboard.Token));
        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.Unauthorized, 3), .. Enumerable.Repeat(HttpStatusCode.TooManyRequests, 2)], answers);
        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromMinutes(1)), (late.StatusCode, late.Headers.RetryAfter!.Delta!.Value));
    }

    [Fact]
    public async Task Whoever_has_the_token_may_come_in_as_often_as_they_like()
    {
        await using TestDashboard dashboard = await TestDashboard.Start(_folder["a.db"], static options => options with { Limits = options.Limits with { TriesPerMinute = 3 } });
        string right = "?token=" + Uri.EscapeDataString(TestDashboard.Token);

        var answers = new List<HttpStatusCode>();
        foreach (string address in new[] { right, right, right, right, right, "?token=wrong", "?token=wrong", right, "?token=wrong", right })
        {
            using HttpResponseMessage answer = await dashboard.Get(address);
            answers.Add(answer.StatusCode);
        }

        HttpStatusCode entered = HttpStatusCode.SeeOther, wrong = HttpStatusCode.Unauthorized;
        Assert.Equal([entered, entered, entered, entered, entered, wrong, wrong, entered, wrong, HttpStatusCode.TooManyRequests], answers);
    }

    [Theory]
    [InlineData("image", "no-cors")]
    [InlineData("iframe", "navigate")]
    [InlineData("empty", "cors")]
    public async Task What_another_site_shows_inside_of_its_pages_uses_up_no_tries_and_lets_nobody_in(string shownAs, string mode)
    {
        await using TestDashboard dashboard = await TestDashboard.Start(_folder["a.db"], static options => options with { Limits = options.Limits with { TriesPerMinute = 3 } });
        string right = "?token=" + Uri.EscapeDataString(TestDashboard.Token);

        foreach (string address in new[] { "?token=wrong", "?token=wrong", "?token=wrong", "?token=wrong", right })
        {
            using HttpResponseMessage shown = await dashboard.Send(HttpMethod.Get, address, ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", mode), ("Sec-Fetch-Dest", shownAs));
            Assert.False(shown.Headers.Contains("Set-Cookie"));
        }

        using HttpResponseMessage entered = await dashboard.Send(HttpMethod.Get, right, ("Sec-Fetch-Site", "none"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document"));
        Assert.Equal(HttpStatusCode.SeeOther, entered.StatusCode);
    }

    [Fact]
    public async Task A_link_on_another_site_is_asked_again_by_a_page_of_ours()
    {
        await using TestDashboard dashboard = await TestDashboard.Start(_folder["a.db"]);

        using HttpResponseMessage answer = await dashboard.Send(HttpMethod.Get, "store", ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("http-equiv=\"refresh\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
