using PerfTracking.Pages.Tests;

namespace PerfTracking.Dashboard.Tests.Browsers;

/// <summary>The history of a shop up to now: two environments, and an export that got slower two days ago.</summary>
internal static class ShopHistory
{
    public static DemoHistory Create()
    {
        var history = new DemoHistory(DateTimeOffset.UtcNow.AddDays(-4));
        var random = new Random(7);
        for (int i = 0; i < 180; i++)
        {
            double export = (i < 110 ? 700 : 910) + random.Next(40);
            history.Save(
                [("APP-001", 380 + random.Next(30)), ("EXP-001", export), ("VAL-001", 800 + random.Next(60)), ("MEM-001", 180 + random.Next(8)), ("VAL-003", 0.9 + (random.NextDouble() / 20))],
                "Orders.App", i % 6 == 0 ? "build-agent-2" : "build-agent-1", TimeSpan.FromMinutes(30), i < 110 ? "6618b7656ddf5c21" : "c0ffee1234567890", "main");
        }

        return history;
    }
}
