using System.Reflection;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using PerfTracking.Dashboard.Tests.Serving;

namespace PerfTracking.Dashboard.Tests.Browsers;

/// <summary>One browser for all tests that look at pages.</summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>Debian's program; Playwright's own download is not used.</summary>
    public const string Program = "chromium";

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (!Tool.Exists(Program))
        {
            return;
        }

        string path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(static folder => Path.Combine(folder, Program)).First(File.Exists);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path });
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>A window that shows nothing yet.</summary>
    internal async Task<Window> Open(int width = 1280, ColorScheme scheme = ColorScheme.Light, bool scripts = true, bool offline = false)
    {
        IBrowserContext context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            ColorScheme = scheme,
            JavaScriptEnabled = scripts,
            Offline = offline,
            Locale = "en-GB",
            TimezoneId = "Europe/Vienna",
            ReducedMotion = ReducedMotion.Reduce,
        });
        return new Window(context, await context.NewPageAsync());
    }

    /// <summary>A window of somebody who was let in.</summary>
    internal async Task<Window> Open(TestDashboard dashboard, int width = 1280, ColorScheme scheme = ColorScheme.Light, bool scripts = true)
    {
        Window window = await Open(width, scheme, scripts);
        await window.Page.GotoAsync($"{dashboard.Dashboard.Url}?token={Uri.EscapeDataString(TestDashboard.Token)}");
        return window;
    }
}

/// <summary>The tests that share the browser.</summary>
[CollectionDefinition(nameof(Chromium))]
public sealed class ChromiumTests : ICollectionFixture<Chromium>;

/// <summary>A window, with all that went wrong in it.</summary>
internal sealed class Window : IAsyncDisposable
{
    private static readonly string Screenshots = typeof(Window).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static attribute => attribute.Key == "Screenshots").Value!;

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private readonly IBrowserContext _context;

    public Window(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                Errors.Add($"{page.Url}: {message.Text}");
            }
        };
        page.PageError += (_, error) => Errors.Add($"{page.Url}: {error}");
        page.Dialog += (_, dialog) =>
        {
            Errors.Add($"{page.Url}: a dialog says {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        page.Request += (_, request) => Requests.Add(request.Url);
    }

    public IPage Page { get; }

    /// <summary>What the console and the page said of trouble.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>All that was asked for.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Keeps what is seen as test output.</summary>
    public Task Keep(string name) => Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Screenshots, name + ".png"), FullPage = true });

    /// <summary>
    /// What keeps somebody from using the page: what axe calls serious or critical. axe runs in the page itself, for Deque's own runner
    /// opens another page each time, for frames that there are none of, and takes four times as long.
    /// </summary>
    public async Task<string[]> FindBarriers()
    {
        await Page.EvaluateAsync(Axe);
        return await Page.EvaluateAsync<string[]>(
            """
            async () => (await axe.run({ resultTypes: ['violations'] })).violations
              .filter(one => ['serious', 'critical'].includes(one.impact)).map(one => `${one.id}: ${one.help}: ${one.nodes[0].html}`)
            """);
    }

    /// <summary>How far the page can be scrolled sideways.</summary>
    public Task<int> SidewaysScroll() => Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");

    /// <summary>What of the page cannot be seen without scrolling sideways: on a phone nothing, on a wide screen no more than its tables.</summary>
    public Task<string[]> FindWhatIsCutOff() => Page.EvaluateAsync<string[]>(
        """
        () => [document.documentElement, ...document.querySelectorAll('main *')]
          .filter(one => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1 && (one === document.documentElement || ['auto', 'scroll', 'hidden'].includes(getComputedStyle(one).overflowX)) && !one.closest('.chart, select, input'))
          .map(one => `${one.tagName.toLowerCase()} ${one.getAttribute('aria-label') ?? one.className}`)
        """);

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
