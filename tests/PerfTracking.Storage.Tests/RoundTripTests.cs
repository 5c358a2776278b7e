using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Recording;
using PerfTracking.Stores;
using PerfTracking.Tracking;

namespace PerfTracking.Storage.Tests;

public sealed class RoundTripTests : IDisposable
{
    private readonly TestStore _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void Everything_that_is_saved_is_read_back()
    {
        var tags = new Dictionary<string, string> { ["ring"] = "canary" };
        DateTimeOffset time = TestStore.Noon.AddMilliseconds(123);
        MeasuredValue[] values =
        [
            new(TestStore.Metric("APP-001"), new AggregatedValue(20, 3, 10, 40)),
            new(TestStore.Metric("queue_length"), AggregatedValue.OfOne(-7.25)),
        ];

        long id = _test.Save(values, TestStore.Context("shop", "lab", "abc123", "main", tags), time, cold: true);

        PerfSnapshot read = Assert.Single(_test.Snapshots);
        Assert.Equal((id, time, "shop", "lab", true, "abc123", "main"), (read.Id, read.Timestamp, read.Application, read.Environment, read.Cold, read.Commit, read.Branch));
        Assert.Equal(tags, read.Tags);
        Assert.Equal(
            [("APP-001", 20.0, 3, 10.0, 40.0, "ms"), ("queue_length", -7.25, 1, -7.25, -7.25, "")],
            read.Measurements.Select(row => (row.Metric, row.Value, row.Count, row.Minimum, row.Maximum, row.Unit)));
    }

    [Fact]
    public void A_snapshot_without_commit_branch_and_tags_has_none()
    {
        _test.Save(1);

        PerfSnapshot read = Assert.Single(_test.Snapshots);
        Assert.Equal((null, null, 0), (read.Commit, read.Branch, read.Tags.Count));
    }

    [Fact]
    public void A_snapshot_of_a_branch_without_commits_has_no_commit_for_its_judge_either()
    {
        RunContext unborn = TestStore.Context(branch: "main");
        _test.Save(TestStore.Values(("APP-001", 1)), unborn);

        using ISaveTransaction next = _test.Store.BeginSave();
        next.ReadCatalogue("app");
        next.Append(unborn, TestStore.Mark(TestStore.Noon.AddMinutes(1)), cold: false, TestStore.Values(("APP-001", 1)));

        Assert.Null(Assert.Single(next.ReadHistory(TestStore.Metric("APP-001"), 120)).Commit);
        Assert.Equal((null, "main"), (_test.Snapshots[0].Commit, _test.Snapshots[0].Branch));
    }

    [Theory]
    [InlineData(double.Epsilon)]
    [InlineData(double.MaxValue)]
    [InlineData(-0.0)]
    [InlineData(0.1)]
    [InlineData(9007199254740993)]
    public void A_number_is_read_back_to_its_last_bit(double value)
    {
        _test.Save(TestStore.Values(("number", value)));

        Assert.Equal(BitConverter.DoubleToInt64Bits(value + 0.0), BitConverter.DoubleToInt64Bits(_test.Snapshots[0].Measurements[0].Value + 0.0));
    }

    [Theory]
    [InlineData("it's \"quoted\"")]
    [InlineData("'); DROP TABLE performance_snapshots; --")]
    [InlineData("two\nlines\r\nand a\ttab")]
    [InlineData("🚀 日本語 👩‍👩‍👧")]
    [InlineData("a\0b")]
    [InlineData("")]
    public void Any_text_of_a_tag_is_read_back(string text)
    {
        _test.Save(TestStore.Values(("APP-001", 1)), TestStore.Context(tags: new Dictionary<string, string> { [text] = text }));

        KeyValuePair<string, string> tag = Assert.Single(_test.Snapshots[0].Tags);
        Assert.Equal((text, text), (tag.Key, tag.Value));
    }

    [Fact]
    public void Half_of_an_emoji_in_a_tag_is_read_back_as_the_mark_of_what_cannot_be_shown()
    {
        string half = "a" + "🚀"[..1];
        _test.Save(TestStore.Values(("APP-001", 1)), TestStore.Context(tags: new Dictionary<string, string> { ["cut"] = half }));

        Assert.Equal("a\ufffd", _test.Snapshots[0].Tags["cut"]);
    }

    [Theory]
    [InlineData("it's; DROP TABLE performance_snapshots; --")]
    [InlineData("\"app\" %_*?[a-z]")]
    [InlineData("🚀 日本語")]
    public void Any_name_is_read_back_as_application_environment_metric_commit_and_branch(string name)
    {
        _test.Save(TestStore.Values((name, 5)), TestStore.Context(name, name, name, name));

        PerfSnapshot read = Assert.Single(_test.Snapshots);
        Assert.Equal((name, name, name, name), (read.Application, read.Environment, read.Commit, read.Branch));
        Assert.Equal((name, 5), (read.Measurements[0].Metric, read.Measurements[0].Value));
        Assert.Equal([name], _test.Store.ReadApplications());
    }

    [Fact]
    public void A_save_without_a_commit_leaves_nothing()
    {
        using (ISaveTransaction transaction = _test.Store.BeginSave())
        {
            transaction.Append(TestStore.Context(), TestStore.Mark(TestStore.Noon), cold: false, TestStore.Values(("new metric", 1)));
        }

        Assert.Empty(_test.Snapshots);
        Assert.Null(_test.Store.ReadCatalogue("").Find("new metric"));
    }

    [Fact]
    public void A_store_that_does_not_exist_is_empty_and_is_not_made_by_reading()
    {
        Assert.Empty(_test.Snapshots);
        Assert.Empty(_test.Store.ReadApplications());
        Assert.Same(MetricCatalogue.BuiltIn, _test.Store.ReadCatalogue("app"));
        Assert.Empty(_test.Store.FindDefects());
        Assert.Equal(default, _test.Store.RollUp(TestStore.Noon));
        Assert.False(_test.Store.Describe().Exists);
        Assert.False(File.Exists(_test.Path));
    }

    [Fact]
    public void The_cost_of_a_save_is_told_to_the_next_process()
    {
        using (ISaveTransaction transaction = _test.Store.BeginSave())
        {
            transaction.Append(TestStore.Context(), TestStore.Mark(TestStore.Noon), cold: true, TestStore.Values(("APP-001", 1)));
            transaction.Commit();
            transaction.RecordCost(12.5);
        }

        using var next = new TestStore(_test.Path);
        using ISaveTransaction read = next.Store.BeginSave();
        Assert.Equal(12.5, read.ReadPreviousCost(TestStore.Context(), cold: true));
        Assert.Null(read.ReadPreviousCost(TestStore.Context(), cold: false));
    }

    [Fact]
    public void What_the_store_holds_is_told()
    {
        _test.Save(1, TestStore.Noon);
        _test.Save(2, TestStore.Noon.AddDays(1));

        StoreSummary summary = _test.Store.Describe();

        Assert.Equal((true, 2, 1, 30), (summary.Exists, summary.Snapshots, summary.Series, summary.RetentionDays));
        Assert.Equal((TestStore.Noon, TestStore.Noon.AddDays(1)), (summary.Oldest, summary.Latest));
        Assert.True(summary.SizeBytes > 0 && summary.Version > 0);
    }
}
