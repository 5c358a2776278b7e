using PerfTracking.Stores;

namespace PerfTracking.Tests.Recording;

public class StoreLocationTests
{
    [Theory]
    [InlineData("postgres://u:secret@db/perf", "postgres://u:***@db/perf")]
    [InlineData("postgres://u:secret@db:5432/perf?sslmode=require", "postgres://u:***@db:5432/perf?sslmode=require")]
    [InlineData("postgres://u:se@cr/et@db/perf", "postgres://u:***@db/perf")]
    [InlineData("/home/me/postgres:/u:secret@db/perf", "/home/me/postgres:/u:***@db/perf")]
    [InlineData("u:secret@db/perf", "u:***@db/perf")]
    [InlineData("Host=db;Username=u;Password=secret", "Host=db;Username=u;Password=***")]
    [InlineData("/srv/Host=db;PWD = secret ;Database=perf", "/srv/Host=db;PWD = ***;Database=perf")]
    [InlineData("Host=db;Password='sec;ret';Database=perf", "Host=db;Password=***;Database=perf")]
    [InlineData("Host=db;Password=\"sec;\"\"ret\";Database=perf", "Host=db;Password=***;Database=perf")]
    [InlineData("Host=db;SSL Password=secret;Access Token=secret", "Host=db;SSL Password=***;Access Token=***")]
    [InlineData("postgres://db/perf?user=u&password=secret", "postgres://db/perf?user=u&password=***")]
    public void A_secret_is_hidden_from_people(string given, string shown)
    {
        Assert.Equal(shown, new StoreLocation(given).Text);
        Assert.Equal(shown, new StoreLocation(shown).Text);
    }

    [Theory]
    [InlineData("/srv/perf/performance.db")]
    [InlineData(@"C:\Users\me@corp\perf.db")]
    [InlineData(@"\\server\share\a=b\perf.db")]
    [InlineData("/home/me@corp/perf.db")]
    [InlineData("Host=db;Username=u@corp;Database=perf")]
    public void A_path_without_a_secret_is_shown_as_it_is(string path) =>
        Assert.Equal((path, path, path), (StoreLocation.OfFile(path).Text, StoreLocation.OfFile(path).File, $"{StoreLocation.OfFile(path)}"));

    [Fact]
    public void The_system_gets_the_path_with_everything_in_it() =>
        Assert.Equal("/srv/Password=secret", StoreLocation.OfFile("/srv/Password=secret").File);

    [Theory]
    [InlineData("Access to the path '/srv/u:secret@db/perf' is denied.", "Access to the path '/srv/u:***@db/perf' is denied.")]
    [InlineData("Access to the path '/srv/u:secret@db' is denied.", "Access to the path '/srv/u:***@db' is denied.")]
    [InlineData("There is no room.", "There is no room.")]
    public void What_a_system_says_of_a_path_loses_its_secret_too(string said, string shown) =>
        Assert.Equal(Native(shown), StoreLocation.Quote(Native("/srv/u:secret@db/perf"), Native(said)));

    // A system speaks of a path in its own separators.
    private static string Native(string path) => path.Replace('/', Path.DirectorySeparatorChar);
}
