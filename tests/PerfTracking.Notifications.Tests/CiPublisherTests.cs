using PerfTracking.Notifications.Ci;

namespace PerfTracking.Notifications.Tests;

/// <summary>A report reaches people where it can, and what refuses it changes nothing else.</summary>
public sealed class CiPublisherTests : IDisposable
{
    private const string Token = "ghs_secret123";

    private readonly CiServer _server = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("perftracking-ci").FullName;
    private readonly List<string> _log = [];

    public void Dispose()
    {
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task GitHub_has_one_comment_that_is_updated()
    {
        Dictionary<string, string> github = GitHub();
        IReadOnlyList<PerfPublication> first = await Publish(github, Report("slower"));
        IReadOnlyList<PerfPublication> second = await Publish(github, Report("slower still"));

        Assert.Equal(["step summary", "comment on pull request 12"], first.Select(one => one.Place));
        Assert.Equal(PublicationAction.Created, first[1].Action);
        Assert.Equal(PublicationAction.Updated, second[1].Action);
        Assert.Equal($"<!-- perftracking: default -->\n# slower still", Assert.Single(_server.Comments).Value);
        Assert.Contains("# slower still", File.ReadAllText(github["GITHUB_STEP_SUMMARY"]), StringComparison.Ordinal);
        Assert.All(_server.Tokens, token => Assert.Equal($"Bearer {Token}", token));
    }

    [Fact]
    public async Task Its_comment_is_found_behind_many_others_and_told_from_another_gates()
    {
        for (int i = 0; i < 25; i++)
        {
            _server.Comments[i] = "LGTM <!-- perftracking: default -->";
        }

        _server.Comments[25] = "<!-- perftracking: other -->\nx";
        _server.Comments[26] = "<!-- perftracking: default -->\nold";
        _server.PageSize = 10;
        IReadOnlyList<PerfPublication> published = await Publish(GitHub(), Report("new"));

        Assert.Equal(PublicationAction.Updated, published[^1].Action);
        Assert.Equal("<!-- perftracking: default -->\n# new", _server.Comments[26]);
        Assert.Equal(27, _server.Comments.Count);
    }

    [Fact]
    public async Task Without_news_no_comment_is_made_and_an_old_one_turns_green()
    {
        CiReport quiet = Report("all is well") with { HasNews = false };
        Assert.Equal(PublicationAction.Skipped, (await Publish(GitHub(), quiet))[^1].Action);
        Assert.Empty(_server.Comments);

        await Publish(GitHub(), Report("slower"));
        Assert.Equal(PublicationAction.Updated, (await Publish(GitHub(), quiet))[^1].Action);
        Assert.Contains("all is well", Assert.Single(_server.Comments).Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_always_a_comment_is_made_without_news_too()
    {
        await Publish(GitHub(), Report("all is well") with { HasNews = false, Always = true });
        Assert.Single(_server.Comments);
    }

    [Theory]
    [InlineData(401, "token is missing")]
    [InlineData(403, "fork")]
    [InlineData(404, "no such request")]
    [InlineData(422, "422")]
    public async Task What_is_refused_is_told_and_the_report_is_in_the_step_summary(int status, string reason)
    {
        _server.Before = context =>
        {
            CiServer.Answer(context, status, """{"message":"Resource not accessible by integration"}""");
            return true;
        };
        Dictionary<string, string> github = GitHub();
        IReadOnlyList<PerfPublication> published = await Publish(github, Report("slower"));

        Assert.Equal(PublicationAction.Refused, published[^1].Action);
        Assert.Contains(reason, published[^1].Reason, StringComparison.Ordinal);
        Assert.Contains("# slower", File.ReadAllText(github["GITHUB_STEP_SUMMARY"]), StringComparison.Ordinal);
        Assert.DoesNotContain(Token, string.Join('\n', published) + string.Join('\n', _log), StringComparison.Ordinal);
        Assert.Single(_server.Requests);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task What_may_pass_is_tried_again(int status)
    {
        int left = 2;
        _server.Before = context =>
        {
            if (left-- <= 0)
            {
                return false;
            }

            context.Response.AddHeader("Retry-After", "0");
            CiServer.Answer(context, status, "<html>busy</html>");
            return true;
        };

        Assert.Equal(PublicationAction.Created, (await Publish(GitHub(), Report("slower")))[^1].Action);
    }

    [Fact]
    public async Task A_rate_limit_that_lasts_is_not_waited_for()
    {
        _server.Before = context =>
        {
            context.Response.AddHeader("Retry-After", "3600");
            CiServer.Answer(context, 403, """{"message":"You have exceeded a secondary rate limit"}""");
            return true;
        };
        PerfPublication published = (await Publish(GitHub(), Report("slower")))[^1];

        Assert.Equal(PublicationAction.Refused, published.Action);
        Assert.Contains("secondary rate limit", published.Reason, StringComparison.Ordinal);
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told()
    {
        Dictionary<string, string> github = GitHub();
        github["GITHUB_API_URL"] = "http://127.0.0.1:9/";
        PerfPublication published = (await Publish(github, Report("slower")))[^1];

        Assert.Equal(PublicationAction.Refused, published.Action);
        Assert.StartsWith("It cannot be reached", published.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up()
    {
        _server.Before = static _ => true;
        PerfPublication published = (await Publish(GitHub(), Report("slower"), TimeSpan.FromMilliseconds(50)))[^1];

        Assert.Equal(PublicationAction.Refused, published.Action);
        Assert.StartsWith("It gave no answer", published.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>proxy</html>")]
    [InlineData("{}")]
    [InlineData("[{\"id\":\"x\",\"body\":\"<!-- perftracking: default -->\"}]")]
    public async Task An_answer_that_is_none_of_such_a_system_is_told(string answer)
    {
        _server.Before = context =>
        {
            CiServer.Answer(context, 200, answer);
            return true;
        };
        Assert.Equal(PublicationAction.Refused, (await Publish(GitHub(), Report("slower")))[^1].Action);
    }

    [Fact]
    public async Task The_token_goes_over_TLS_alone_and_follows_no_redirection()
    {
        Dictionary<string, string> github = GitHub();
        github["GITHUB_API_URL"] = "http://github.example.com/api/v3";
        Assert.Contains("not an https address", (await Publish(github, Report("slower")))[^1].Reason, StringComparison.Ordinal);

        using var other = new CiServer();
        _server.Before = context =>
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

        string comment = Assert.Single(_server.Comments).Value;
        Assert.InRange(comment.Length, 60_000, 65_536);
        Assert.EndsWith("|\n\n</details>\n\n*The report is longer than this place allows; the whole of it is with the run.*", comment, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Annotations_cannot_hold_commands()
    {
        await Publish(GitHub(), Report("x") with { Annotations = [new CiAnnotation(true, "a:b,c", "one\n::error::two 100%")] });
        Assert.Equal(["::error title=a%3Ab%2Cc::one%0A::error::two 100%25"], _log);
    }

    [Fact]
    public async Task The_request_is_found_by_the_event_or_by_the_reference()
    {
        Dictionary<string, string> github = GitHub();
        github.Remove("GITHUB_REF");
        github["GITHUB_EVENT_PATH"] = Path.Combine(_folder, "event.json");
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

        Assert.Equal("<!-- perftracking: default -->\n# well", Assert.Single(_server.Comments).Value);
        Assert.Contains("GET /api/v4/projects/5/merge_requests/8/notes?per_page=100", _server.Requests);
        Assert.Contains("PUT /api/v4/projects/5/merge_requests/8/notes/101", _server.Requests);
        Assert.All(_server.Tokens, token => Assert.Equal(Token, token));
        Assert.Contains(_log, line => line.Contains("section_start", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Azure_has_one_thread_that_is_fixed_when_all_is_well()
    {
        Assert.Equal(PublicationAction.Created, (await Publish(Azure(), Report("slower")))[^1].Action);
        Assert.Equal("active", Assert.Single(_server.ThreadStatus).Value);
        Assert.Equal(PublicationAction.Updated, (await Publish(Azure(), Report("well") with { HasNews = false }))[^1].Action);

        Assert.Equal("fixed", Assert.Single(_server.ThreadStatus).Value);
        Assert.Equal("<!-- perftracking: default -->\n# well", Assert.Single(_server.Comments).Value);
        Assert.Contains("GET /org/My%20Project/_apis/git/repositories/repo/pullRequests/3/threads?api-version=7.1", _server.Requests);
        Assert.Contains("PATCH /org/My%20Project/_apis/git/repositories/repo/pullRequests/3/threads/101/comments/1?api-version=7.1", _server.Requests);
        Assert.Equal(2, _log.Count(line => line.StartsWith("##vso[task.uploadsummary]", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("GitLab", 401, "The token is missing or not valid.")]
    [InlineData("GitLab", 403, "The token may only read")]
    [InlineData("GitLab", 404, "There is no such request")]
    [InlineData("GitLab", 429, "It takes no more requests for now.")]
    [InlineData("GitLab", 500, "500 InternalServerError")]
    [InlineData("Azure", 203, "It asks to sign in: the token is missing or not valid.")]
    [InlineData("Azure", 302, "It asks to sign in: the token is missing or not valid.")]
    [InlineData("Azure", 401, "The token is missing or not valid.")]
    [InlineData("Azure", 403, "The token may only read")]
    [InlineData("Azure", 404, "There is no such request")]
    [InlineData("Azure", 429, "It takes no more requests for now.")]
    [InlineData("Azure", 503, "503 ServiceUnavailable")]
    public async Task What_GitLab_or_Azure_refuses_is_told_and_the_report_is_with_the_run(string system, int status, string reason)
    {
        _server.Before = context =>
        {
            CiServer.Answer(context, status, "<html>Azure DevOps Services | Sign In</html>");
            return true;
        };
        IReadOnlyList<PerfPublication> published = await Publish(system == "GitLab" ? GitLab() : Azure(), Report("slower"));

        Assert.Equal((PublicationAction.Created, PublicationAction.Refused), (published[^2].Action, published[^1].Action));
        Assert.Contains(reason, published[^1].Reason, StringComparison.Ordinal);
        string told = system == "GitLab" ? string.Join('\n', _log) : File.ReadAllText(Path.Combine(_folder, "perftracking", "Performance-default.md"));
        Assert.Contains("# slower", told, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, told + string.Join('\n', published) + string.Join('\n', _log), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GitLab", "CI_API_V4_URL", "http://127.0.0.1:9/api/v4")]
    [InlineData("Azure", "SYSTEM_COLLECTIONURI", "http://127.0.0.1:9/org/")]
    public async Task A_system_that_is_not_there_is_told(string system, string variable, string address)
    {
        Dictionary<string, string> variables = system == "GitLab" ? GitLab() : Azure();
        variables[variable] = address;
        PerfPublication published = (await Publish(variables, Report("slower")))[^1];

        Assert.Equal(PublicationAction.Refused, published.Action);
        Assert.StartsWith("It cannot be reached", published.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GitHub")]
    [InlineData("GitLab")]
    [InlineData("Azure")]
    public async Task A_comment_that_is_not_ours_is_left_alone_and_ours_is_found_beside_it(string system)
    {
        Dictionary<string, string> variables = system == "GitHub" ? GitHub() : system == "GitLab" ? GitLab() : Azure();
        _server.Comments[7] = "<!-- perftracking: default -->\nof somebody else";
        _server.Before = context =>
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
        Assert.Equal(["<!-- perftracking: default -->\nof somebody else", "<!-- perftracking: default -->\n# well"], _server.Comments.OrderBy(comment => comment.Key).Select(comment => comment.Value));
    }

    [Fact]
    public async Task An_update_that_fails_for_now_makes_no_second_comment()
    {
        await Publish(GitHub(), Report("slower"));
        _server.Before = context =>
        {
            if (context.Request.HttpMethod == "GET")
            {
                return false;
            }

            CiServer.Answer(context, 502, "<html>bad gateway</html>");
            return true;
        };

        Assert.Equal(PublicationAction.Refused, (await Publish(GitHub(), Report("slower still")))[^1].Action);
        Assert.DoesNotContain(_server.Requests.Skip(2), static request => request.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_pull_request_that_Azure_builds_for_another_host_has_no_thread_there()
    {
        Dictionary<string, string> azure = Azure();
        azure["BUILD_REPOSITORY_PROVIDER"] = "GitHub";

        Assert.Equal("The pull request is at GitHub and not in Azure Repos: there is no thread on it here.", (await Publish(azure, Report("slower")))[^1].Reason);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task A_limit_that_is_used_up_is_not_called_a_missing_right()
    {
        _server.Before = context =>
        {
            context.Response.AddHeader("X-RateLimit-Remaining", "0");
            CiServer.Answer(context, 403, """{"message":"API rate limit exceeded"}""");
            return true;
        };

        Assert.Equal("403 Forbidden (API rate limit exceeded). It takes no more requests for now.", (await Publish(GitHub(), Report("slower")))[^1].Reason);
    }

    [Fact]
    public async Task A_token_with_a_lines_end_behind_it_is_used_without()
    {
        Dictionary<string, string> github = GitHub();
        github["GITHUB_TOKEN"] = Token + "\r\n";

        Assert.Equal(PublicationAction.Created, (await Publish(github, Report("slower")))[^1].Action);
        Assert.All(_server.Tokens, token => Assert.Equal($"Bearer {Token}", token));
    }

    [Fact]
    public async Task A_summary_stays_below_the_size_that_GitHub_takes()
    {
        Dictionary<string, string> github = GitHub();
        await Publish(github, new CiReport(string.Concat(Enumerable.Repeat("├──●──┤ │\n", 100_000)), "x", HasNews: true));

        Assert.InRange(new FileInfo(github["GITHUB_STEP_SUMMARY"]).Length, 500_000, 1 << 20);
    }

    [Fact]
    public async Task Elsewhere_the_report_goes_to_the_log_and_no_line_is_a_command()
    {
        IReadOnlyList<PerfPublication> published = await Publish([], new CiReport("# x\n::error::y\n##vso[task.complete result=Failed]", "x", HasNews: true));

        Assert.Equal("log", Assert.Single(published).Place);
        Assert.Equal(["# x", "\u200b::error::y", "\u200b##\u200bvso[task.complete result=Failed]"], _log);
    }

    private static CiReport Report(string text) => new($"# {text}", text, HasNews: true);

    private Dictionary<string, string> GitHub() => new()
    {
        ["GITHUB_ACTIONS"] = "true",
        ["GITHUB_API_URL"] = _server.Root.AbsoluteUri,
        ["GITHUB_REPOSITORY"] = "team/app",
        ["GITHUB_REF"] = "refs/pull/12/merge",
        ["GITHUB_TOKEN"] = Token,
        ["GITHUB_STEP_SUMMARY"] = Path.Combine(_folder, "summary.md"),
    };

    // As https://docs.gitlab.com/ci/variables/predefined_variables has them for a merge request's pipeline.
    private Dictionary<string, string> GitLab() => new()
    {
        ["GITLAB_CI"] = "true",
        ["CI_API_V4_URL"] = $"{_server.Root}api/v4",
        ["CI_PROJECT_ID"] = "5",
        ["CI_MERGE_REQUEST_IID"] = "8",
        ["GITLAB_TOKEN"] = Token,
    };

    // As https://learn.microsoft.com/azure/devops/pipelines/build/variables has them for a pull request's build.
    private Dictionary<string, string> Azure() => new()
    {
        ["TF_BUILD"] = "True",
        ["SYSTEM_COLLECTIONURI"] = $"{_server.Root}org/",
        ["SYSTEM_TEAMPROJECT"] = "My Project",
        ["BUILD_REPOSITORY_ID"] = "repo",
        ["BUILD_REPOSITORY_PROVIDER"] = "TfsGit",
        ["SYSTEM_PULLREQUEST_PULLREQUESTID"] = "3",
        ["SYSTEM_ACCESSTOKEN"] = Token,
        ["AGENT_TEMPDIRECTORY"] = _folder,
    };

    private Task<IReadOnlyList<PerfPublication>> Publish(Dictionary<string, string> variables, CiReport report, TimeSpan? timeout = null) =>
        new CiPublisher(new CiVariables(variables.GetValueOrDefault), new NoWaiting()) { Timeout = timeout ?? TimeSpan.FromSeconds(10) }
            .PublishAsync(report, token: null, _log.Add, CancellationToken.None);

    /// <summary>The system's clock, whose waits are over at once.</summary>
    private sealed class NoWaiting : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
