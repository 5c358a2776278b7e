using PerfTracking.Detection;
using PerfTracking.Recording;

namespace PerfTracking.Storage.Tests.Alerts;

public sealed class PolicyStoreTests : IDisposable
{
    private readonly TestStore _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void A_store_judges_by_the_default_until_another_policy_is_set()
    {
        Assert.Same(PerfPolicy.Calibrated, _test.Store.ReadPolicy());
        Assert.False(File.Exists(_test.Path));
    }

    [Fact]
    public void The_policy_that_was_set_is_the_one_of_every_save_and_every_process()
    {
        PerfPolicy policy = PerfPolicy.Tiered with { Name = "it's \"mine\"\n🚀", WarningZ = 1.0 / 3, Significance = 1e-9 };
        _test.Store.WritePolicy(PerfPolicy.Tiered);
        _test.Store.WritePolicy(policy);

        using var other = new TestStore(_test.Path);
        Assert.Equal(policy, other.Store.ReadPolicy());
        using ISaveTransaction save = other.Store.BeginSave();
        Assert.Equal(policy, save.ReadPolicy());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"Name\":\"Tie")]
    [InlineData("{\"BaselineWindow\":-5}")]
    public void A_policy_that_somebody_spoiled_is_the_default_one_and_saves_go_on(string text)
    {
        _test.Store.WritePolicy(PerfPolicy.Tiered);
        _test.Ask($"UPDATE performance_settings SET value = '{text}' WHERE name = 'policy'");

        Assert.Equal(PerfPolicy.Calibrated, _test.Store.ReadPolicy());
        using (ISaveTransaction save = _test.Store.BeginSave())
        {
            Assert.Equal(PerfPolicy.Calibrated, save.ReadPolicy());
        }

        _test.Store.WritePolicy(PerfPolicy.Tiered);
        Assert.Equal(PerfPolicy.Tiered, _test.Store.ReadPolicy());
    }
}
