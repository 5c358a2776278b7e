using PerfTracking.Formatting;

namespace PerfTracking.Tests.Formatting;

public class NameTextTests
{
    [Theory]
    [InlineData("startup_time_ms", 22, "startup_time_ms")]
    [InlineData("container_init_time_ms", 22, "container_init_time_ms")]
    [InlineData("build.compile.cpu_time_ms", 22, "…d.compile.cpu_time_ms")]
    [InlineData("a🚀bc", 4, "…bc")]
    [InlineData(null, 4, "")]
    public void A_name_that_does_not_fit_is_cut_at_its_front(string? name, int width, string expected)
    {
        Assert.Equal(expected, NameText.Of(name, width));
    }

    [Theory]
    [InlineData("6618b7656ddf5c213bde6dbf941f878e875eb4a2", "6618b76")]
    [InlineData("short", "short")]
    [InlineData(null, "")]
    public void A_commit_is_short(string? commit, string expected)
    {
        Assert.Equal(expected, NameText.Commit(commit));
    }

    [Fact]
    public void The_commits_of_a_change_are_told_where_they_are_known()
    {
        Assert.Equal(("1111111..2222222", ""), (NameText.Commits("111111111", "222222222"), NameText.Commits("1", null)));
    }
}
