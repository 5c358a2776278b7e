namespace PerfTracking.Notifications.Tests;

/// <summary>A place that refuses a report, or is not there, is told and changes nothing else.</summary>
public sealed class CiRefusalTests : CiRun
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n")]
    public async Task No_other_token_takes_the_place_of_the_one_whose_variable_is_empty(string? value)
    {
        foreach (Dictionary<string, string> system in new[] { GitHub(), GitLab(), Azure() })
        {
            if (value is not null)
            {
                system["GATE_TOKEN"] = value;
            }

            PerfPublication comment = (await Publish(system, Report("slower"), tokenVariable: "GATE_TOKEN"))[^1];

            Assert.Equal((PublicationAction.Refused, "The environment variable 'GATE_TOKEN', which should hold the token, is not set or empty."), (comment.Action, comment.Reason));
        }

        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task The_token_comes_from_the_variable_that_is_named()
    {
        Dictionary<string, string> github = GitHub();
        github["GATE_TOKEN"] = "ghs_gate\n";

        Assert.Equal(PublicationAction.Created, (await Publish(github, Report("slower"), tokenVariable: "GATE_TOKEN"))[^1].Action);
        Assert.All(Server.Tokens, token => Assert.Equal("Bearer ghs_gate", token));
    }

    [Fact]
    public async Task Where_there_is_no_pull_request_no_token_is_missed()
    {
        Dictionary<string, string> github = GitHub();
        github["GITHUB_REF"] = "refs/heads/main";

        Assert.Equal(PublicationAction.Skipped, (await Publish(github, Report("slower"), tokenVariable: "GATE_TOKEN"))[^1].Action);
    }

    [Theory]
    [InlineData(401, "token is missing")]
    [InlineData(403, "fork")]
    [InlineData(404, "no such request")]
    [InlineData(422, "422")]
    public async Task What_is_refused_is_told_and_the_report_is_in_the_step_summary(int status, string reason)
    {
        Server.Before = context =>
        {
            CiServer.Answer(context, status, """{"message":"Resource not accessible by integration"}""");
            return true;
        };
        Dictionary<string, string> github = GitHub();
        IReadOnlyList<PerfPublication> published = await Publish(github, Report("slower"));

        Assert.Equal(PublicationAction.Refused, published[^1].Action);
        Assert.Contains(reason, published[^1].Reason, StringComparison.Ordinal);
        Assert.Contains("# slower", File.ReadAllText(github["GITHUB_STEP_SUMMARY"]), StringComparison.Ordinal);
        Assert.DoesNotContain(Token, string.Join('\n', published) + string.Join('\n', Log), StringComparison.Ordinal);
        Assert.Single(Server.Requests);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task What_may_pass_is_tried_again(int status)
    {
        int left = 2;
        Server.Before = context =>
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
        Server.Before = context =>
        {
            context.Response.AddHeader("Retry-After", "3600");
            CiServer.Answer(context, 403, """{"message":"You have exceeded a secondary rate limit"}""");
            return true;
        };
        PerfPublication published = (await Publish(GitHub(), Report("slower")))[^1];

        Assert.Equal(PublicationAction.Refused, published.Action);
        Assert.Contains("secondary rate limit", published.Reason, StringComparison.Ordinal);
        Assert.Single(Server.Requests);
    }

    [Fact]
    public async Task AServer_that_is_not_there_is_told()
    {
        Dictionary<string, string> github = GitHub();
        github["GITHUB_API_URL"] = "http://127.0.0.1:9/";
        PerfPublication published = (await Publish(github, Report("slower")))[^1];

        Assert.Equal(PublicationAction.Refused, published.Action);
        Assert.StartsWith("It cannot be reached", published.Reason, StringComparison.Ordinal);
        Assert.EndsWith(").", published.Reason, StringComparison.Ordinal); // Another sentence follows in the warning.
    }

    [Fact]
    public async Task AServer_that_never_answers_is_given_up()
    {
        Server.Before = static _ => true;
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
        Server.Before = context =>
        {
            CiServer.Answer(context, 200, answer);
            return true;
        };
        Assert.Equal(PublicationAction.Refused, (await Publish(GitHub(), Report("slower")))[^1].Action);
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
        Server.Before = context =>
        {
            CiServer.Answer(context, status, "<html>Azure DevOps Services | Sign In</html>");
            return true;
        };
        IReadOnlyList<PerfPublication> published = await Publish(system == "GitLab" ? GitLab() : Azure(), Report("slower"));

        Assert.Equal((PublicationAction.Created, PublicationAction.Refused), (published[^2].Action, published[^1].Action));
        Assert.Contains(reason, published[^1].Reason, StringComparison.Ordinal);
        string told = system == "GitLab" ? string.Join('\n', Log) : File.ReadAllText(Path.Combine(Folder, "perftracking", "Performance-default.md"));
        Assert.Contains("# slower", told, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, told + string.Join('\n', published) + string.Join('\n', Log), StringComparison.Ordinal);
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

    [Fact]
    public async Task An_update_that_fails_for_now_makes_no_second_comment()
    {
        await Publish(GitHub(), Report("slower"));
        Server.Before = context =>
        {
            if (context.Request.HttpMethod == "GET" || context.Request.RawUrl == "/graphql")
            {
                return false;
            }

            CiServer.Answer(context, 502, "<html>bad gateway</html>");
            return true;
        };

        Assert.Equal(PublicationAction.Refused, (await Publish(GitHub(), Report("slower still")))[^1].Action);
        Assert.DoesNotContain(Server.Requests.Skip(2), static request => request.StartsWith("POST /repos", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_comment_that_may_be_a_strangers_is_not_changed_while_whose_it_is_cannot_be_asked()
    {
        await Publish(GitHub(), Report("slower"));
        Server.Before = static context =>
        {
            if (context.Request.RawUrl == "/graphql")
            {
                CiServer.Answer(context, 502, "<html>bad gateway</html>");
            }

            return context.Request.RawUrl == "/graphql";
        };

        Assert.Equal(PublicationAction.Refused, (await Publish(GitHub(), Report("slower still")))[^1].Action);
        Assert.EndsWith("# slower", Assert.Single(Server.Comments).Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_that_is_used_up_is_not_called_a_missing_right()
    {
        Server.Before = context =>
        {
            context.Response.AddHeader("X-RateLimit-Remaining", "0");
            CiServer.Answer(context, 403, """{"message":"API rate limit exceeded"}""");
            return true;
        };

        Assert.Equal("403 Forbidden (API rate limit exceeded). It takes no more requests for now.", (await Publish(GitHub(), Report("slower")))[^1].Reason);
    }
}
