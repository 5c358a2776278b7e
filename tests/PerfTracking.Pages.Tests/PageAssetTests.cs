namespace PerfTracking.Pages.Tests;

public sealed class PageAssetTests
{
    [Fact]
    public void Our_own_scripts_are_under_300_lines()
    {
        PageAsset[] own = [.. PageAsset.All.Where(static asset => asset.Name != PageAsset.ChartLibraryName)];

        Assert.InRange(own.Where(static asset => asset.Name.EndsWith(".js", StringComparison.Ordinal)).Sum(static asset => asset.Text.Split('\n').Length), 1, 299);
    }
}
