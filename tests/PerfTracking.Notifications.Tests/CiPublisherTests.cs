using PerfTracking.Notifications.Ci;

namespace PerfTracking.Notifications.Tests;

/// <summary>A report reaches people where it can: in one comment of its own, and with the run.</summary>
public sealed class CiPublisherTests : CiRun
{
    [Fact]
    public async Task GitHub_has_one_comment_that_is_updated()
    {
        Dictionary<string, string> github = GitHub();
        IReadOnlyList<PerfPublication> first = await Publish(github, Report("slower"));
        IReadOnlyList<PerfPublication> second = await Publish(github, Report("slower still"));

        Assert.Equal(["step summary", "comment on pull request 12"], first.Select(one => one.Place));
        Assert.Equal(PublicationAction.Created, first[1].Action);
        Assert.Equal(PublicationAction.Updated, second[1].Action);
        Assert.Equal($"<!-- perftracking: default -->\n# slower still", Assert.Single(Server.Comments).Value);
        Assert.Contains("# slower still", File.ReadAllText(github["GITHUB_STEP_SUMMARY"]), StringComparison.Ordinal);
        Assert.All(Server.Tokens, token => Assert.Equal($"Bearer {Token}", token));
    }

    [Fact]
    public async Task Its_comment_is_found_behind_many_others_and_told_from_another_gates()
    {
        for (int i = 0; i < 25; i++)
        {
            Server.Comments[i] = "LGTM <!-- perftracking: default -->";
        }

        Server.Comments[25] = "<!-- perftracking: other -->\nx";
        Server.Comments[26] = "<!-- perftracking: default -->\nold";
        Server.PageSize = 10;
        IReadOnlyList<PerfPublication> published = await Publish(GitHub(), Report("new"));

        Assert.Equal(PublicationAction.Updated, published[^1].Action);
        Assert.Equal("<!-- perftracking: default -->\n# new", Server.Comments[26]);
        Assert.Equal(27, Server.Comments.Count);
    }

    [Fact]
    public async Task Without_news_no_comment_is_made_and_an_old_one_turns_green()
    {
        CiReport quiet = Report("all is well") with { HasNews = false };
        Assert.Equal(PublicationAction.Skipped, (await Publish(GitHub(), quiet))[^1].Action);
        Assert.Empty(Server.Comments);

        await Publish(GitHub(), Report("slower"));
        Assert.Equal(PublicationAction.Updated, (await Publish(GitHub(), quiet))[^1].Action);
        Assert.Contains("all is well", Assert.Single(Server.Comments).Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_always_a_comment_is_made_without_news_too()
    {
        await Publish(GitHub(), Report("all is well") with { HasNews = false, Always = true });
        Assert.Single(Server.Comments);
    }

    [Fact]
    public async Task The_token_goes_over_TLS_alone_and_follows_no_redirection()
    {
        Dictionary<string, string> github = GitHub();
        github["GITHUB_API_URL"] = "http://github.example.com/api/v3";
        Assert.Contains("not an https address", (await Publish(github, Report("slower")))[^1].Reason, StringComparison.Ordinal);

        using var other = new CiServer();
        Server.Before = context =>
        {
            context.Response.Redirect(other.Root.AbsoluteUri);
            context.Response.Close();
            return true;
        };
        Assert.Equal(PublicationAction.Refused, (await Publish(GitHub(), Report("slower")))[^1].Action);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task A_report_that_is_too_long_is_cut_at_a_line_with_what_is_open_closed()
    {
        string rows = string.Concat(Enumerable.Range(0, 5000).Select(static i => $"| row {i} | 1 | 2 |\n"));
        await Publish(GitHub(), new CiReport($"# x\n<details>\n\n{rows}</details>\n", "x", HasNews: true));

        string comment = Assert.Single(Server.Comments).Value;
        Assert.InRange(comment.Length, 60_000, 65_536);
        Assert.EndsWith("|\n\n</details>\n\n*The report is longer than this place allows; the whole of it is with the run.*", comment, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Annotations_cannot_hold_commands()
    {
        await Publish(GitHub(), Report("x") with { Annotations = [new CiAnnotation(true, "a:b,c", "one\n::error::two 100%")] });
        Assert.Equal(["::error title=a%3Ab%2Cc::one%0A::error::two 100%25"], Log);
    }

    [Fact]
    public async Task The_request_is_found_by_the_event_or_by_the_reference()
    {
        Dictionary<string, string> github = GitHub();
        github.Remove("GITHUB_REF");
        github["GITHUB_EVENT_PATH"] = Path.Combine(Folder, "event.json");
        File.WriteAllText(github["GITHUB_EVENT_PATH"], """{"pull_request":{"number":34}}""");
        Assert.Equal("comment on pull request 34", (await Publish(github, Report("x")))[^1].Place);

        File.WriteAllText(github["GITHUB_EVENT_PATH"], """{"pull_request":null""");
        Assert.Equal("The run is not of a pull request.", (await Publish(github, Report("x")))[^1].Reason);
    }

    [Fact]
    public async Task GitLab_has_one_note_that_is_updated()
    {
        Assert.Equal(PublicationAction.Created, (await Publish(GitLab(), Report("slower")))[^1].Action);
        Assert.Equal(PublicationAction.Updated, (await Publish(GitLab(), Report("well") with { HasNews = false }))[^1].Action);

        Assert.Equal("<!-- perftracking: default -->\n# well", Assert.Single(Server.Comments).Value);
        Assert.Contains("GET /api/v4/projects/5/merge_requests/8/notes?per_page=100", Server.Requests);
        Assert.Contains("PUT /api/v4/projects/5/merge_requests/8/notes/101", Server.Requests);
        Assert.All(Server.Tokens, token => Assert.Equal(Token, token));
        Assert.Contains(Log, line => line.Contains("section_start", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Azure_has_one_thread_that_is_fixed_when_all_is_well()
    {
        Assert.Equal(PublicationAction.Created, (await Publish(Azure(), Report("slower")))[^1].Action);
        Assert.Equal("active", Assert.Single(Server.ThreadStatus).Value);
        Assert.Equal(PublicationAction.Updated, (await Publish(Azure(), Report("well") with { HasNews = false }))[^1].Action);

        Assert.Equal("fixed", Assert.Single(Server.ThreadStatus).Value);
        Assert.Equal("<!-- perftracking: default -->\n# well", Assert.Single(Server.Comments).Value);
        Assert.Contains("GET /org/My%20Project/_apis/git/repositories/repo/pullRequests/3/threads?api-version=7.1", Server.Requests);
        Assert.Contains("PATCH /org/My%20Project/_apis/git/repositories/repo/pullRequests/3/threads/101/comments/1?api-version=7.1", Server.Requests);
        Assert.Equal(2, Log.Count(line => line.StartsWith("##vso[task.uploadsummary]", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("GitHub")]
    [InlineData("GitLab")]
    [InlineData("Azure")]
    public async Task A_comment_that_is_not_ours_is_left_alone_and_ours_is_found_beside_it(string system)
    {
        Dictionary<string, string> variables = system == "GitHub" ? GitHub() : system == "GitLab" ? GitLab() : Azure();
        Server.Comments[7] = "<!-- perftracking: default -->\nof somebody else";
        Server.Before = context =>
        {
            if (context.Request.HttpMethod is "GET" or "POST" || !context.Request.RawUrl!.Contains("/7", StringComparison.Ordinal))
            {
                return false;
            }

            CiServer.Answer(context, 403, """{"message":"403 Forbidden"}""");
            return true;
        };

        PublicationAction[] actions = [(await Publish(variables, Report("slower")))[^1].Action, (await Publish(variables, Report("slower still")))[^1].Action, (await Publish(variables, Report("well") with { HasNews = false }))[^1].Action];

        Assert.Equal([PublicationAction.Created, PublicationAction.Updated, PublicationAction.Updated], actions);
        Assert.Equal(["<!-- perftracking: default -->\nof somebody else", "<!-- perftracking: default -->\n# well"], Server.Comments.OrderBy(comment => comment.Key).Select(comment => comment.Value));
    }

    [Theory]
    [InlineData("GitHub")]
    [InlineData("GitLab")]
    public async Task A_copied_marker_does_not_get_the_report_though_the_token_may_change_that_comment(string system)
    {
        Dictionary<string, string> variables = system == "GitHub" ? GitHub() : GitLab();
        Server.Comments[7] = "<!-- perftracking: default -->\nall is well";
        Server.OfStrangers[7] = true;
        Assert.Equal(PublicationAction.Created, (await Publish(variables, Report("slower")))[^1].Action);
        Server.Comments[700] = "<!-- perftracking: default -->\nall is well";
        Server.OfStrangers[700] = true;
        Assert.Equal(PublicationAction.Updated, (await Publish(variables, Report("slower still")))[^1].Action);

        Assert.Equal(["all is well", "# slower still", "all is well"], Server.Comments.OrderBy(comment => comment.Key).Select(comment => comment.Value.Split('\n')[1]));
    }

    [Theory]
    [InlineData("", "POST /graphql")]
    [InlineData("api/v3", "POST /api/graphql")]
    public async Task Whose_comments_are_ours_is_asked_where_the_server_answers_it(string api, string expected)
    {
        Dictionary<string, string> github = GitHub();
        github["GITHUB_API_URL"] = Server.Root.AbsoluteUri + api;
        await Publish(github, Report("slower"));
        await Publish(github, Report("slower still"));

        Assert.Contains(expected, Server.Requests);
        Assert.Single(Server.Comments);
    }

    [Fact]
    public async Task Where_that_is_not_told_the_comment_that_may_be_changed_is_taken()
    {
        Server.Before = static context =>
        {
            bool isAsked = context.Request.RawUrl == "/graphql";
            if (isAsked)
            {
                CiServer.Answer(context, 403, """{"message":"Resource not accessible"}""");
            }

            return isAsked;
        };
        await Publish(GitHub(), Report("slower"));

        Assert.Equal(PublicationAction.Updated, (await Publish(GitHub(), Report("slower still")))[^1].Action);
        Assert.Single(Server.Comments);
    }

    [Fact]
    public async Task Without_a_folder_of_the_agent_the_summary_is_in_one_that_nobody_can_foresee()
    {
        Dictionary<string, string> azure = Azure();
        azure.Remove("AGENT_TEMPDIRECTORY");
        await Publish(azure, Report("slower"));
        string file = Log.Single(static line => line.StartsWith("##vso[task.uploadsummary]", StringComparison.Ordinal))["##vso[task.uploadsummary]".Length..];
        string folder = Path.GetDirectoryName(file)!;

        Assert.Equal("# slower", File.ReadAllText(file));
        Assert.NotEqual(Path.Combine(Path.GetTempPath(), "perftracking"), folder);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_pull_request_that_Azure_builds_for_another_host_has_no_thread_there()
    {
        Dictionary<string, string> azure = Azure();
        azure["BUILD_REPOSITORY_PROVIDER"] = "GitHub";

        Assert.Equal("The pull request is at GitHub and not in Azure Repos: there is no thread on it here.", (await Publish(azure, Report("slower")))[^1].Reason);
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task A_token_with_a_lines_end_behind_it_is_used_without()
    {
        Dictionary<string, string> github = GitHub();
        github["GITHUB_TOKEN"] = Token + "\r\n";

        Assert.Equal(PublicationAction.Created, (await Publish(github, Report("slower")))[^1].Action);
        Assert.All(Server.Tokens, token => Assert.Equal($"Bearer {Token}", token));
    }

    [Fact]
    public async Task A_summary_stays_below_the_size_that_GitHub_takes()
    {
        Dictionary<string, string> github = GitHub();
        await Publish(github, new CiReport(string.Concat(Enumerable.Repeat("├──●──┤ │\n", 100_000)), "x", HasNews: true));

        Assert.InRange(new FileInfo(github["GITHUB_STEP_SUMMARY"]).Length, 500_000, 1 << 20);
    }

    [Fact]
    public async Task Elsewhere_the_report_goes_to_theLog_and_no_line_is_a_command()
    {
        IReadOnlyList<PerfPublication> published = await Publish([], new CiReport("# x\n::error::y\n##vso[task.complete result=Failed]\nbranch `##[stop-commands]z`", "x", HasNews: true));

        Assert.Equal("log", Assert.Single(published).Place);
        Assert.Equal(["# x", "\u200b::error::y", "##\u200bvso[task.complete result=Failed]", "branch `##\u200b[stop-commands]z`"], Log);
    }
}
