using Attribution.Stix.Taxii;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace Attribution.Stix.Tests.Taxii;

public sealed class TransportTests
{
    private const string Root =
        """{"title":"R","versions":["application/taxii+json;version=2.1"],"max_content_length":1000}""";

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(408)]
    public async Task A_failing_server_is_asked_again_with_growing_waits(int status)
    {
        await using var server = await LoopbackServer.StartAsync((context, number) =>
            number <= 3 ? context.JsonAsync("{}", status) : context.JsonAsync(Root));

        (await server.Client().GetApiRootAsync(server.Root)).MaxContentLengthBytes.ShouldBe(1000);

        server.Time.Waits.Count.ShouldBe(3);
        server.Time.Waits[0].ShouldBeInRange(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1));
        server.Time.Waits[2].ShouldBeInRange(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task After_the_last_attempt_the_failure_says_that_later_may_help()
    {
        await using var server = await LoopbackServer.StartAsync((context, _) => context.JsonAsync("<html>", 500));

        var failure = await Fails(server);

        failure.Code.ShouldBe(TaxiiFailureCodes.Unavailable);
        failure.IsTransient.ShouldBeTrue();
        failure.HttpStatus.ShouldBe(500);
        server.Requests.ShouldBe(new TaxiiRetryPolicy().MaxAttempts);
    }

    [Theory]
    [InlineData(401, TaxiiFailureCodes.Unauthenticated)]
    [InlineData(403, TaxiiFailureCodes.Forbidden)]
    [InlineData(404, TaxiiFailureCodes.NotFound)]
    [InlineData(406, TaxiiFailureCodes.Rejected)]
    public async Task A_refusal_is_not_repeated_and_carries_the_servers_words(int status, string code)
    {
        await using var server = await LoopbackServer.StartAsync((context, _) => context.JsonAsync(
            $$"""{"title":"No","description":"not you","error_id":"e1","http_status":"{{status}}"}""", status));

        var failure = await Fails(server);

        failure.Code.ShouldBe(code);
        failure.IsTransient.ShouldBeFalse();
        failure.Error.ShouldBe(new TaxiiError("No", "not you", "e1", null, $"{status}"));
        server.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task Errors_in_a_servers_own_form_are_understood()
    {
        await using var server = await LoopbackServer.StartAsync((context, _) =>
            context.JsonAsync("""{"name":"Nope","code":"E7","http_status":404}""", 404));

        (await Fails(server)).Error.ShouldBe(new TaxiiError("Nope", null, null, "E7", "404"));
    }

    [Fact]
    public async Task Retry_after_is_obeyed_in_seconds_and_as_a_date()
    {
        await using var server = await LoopbackServer.StartAsync((context, number) =>
        {
            context.Now(FeedServer.Morning);
            context.Response.Headers.RetryAfter = number == 1
                ? "17"
                : (FeedServer.Morning + Duration.FromSeconds(42)).ToDateTimeUtc().ToString("R");
            return number <= 2 ? context.JsonAsync("{}", 429) : context.JsonAsync(Root);
        });

        await server.Client().GetApiRootAsync(server.Root);

        server.Time.Waits.ShouldBe([TimeSpan.FromSeconds(17), TimeSpan.FromSeconds(42)]);
    }

    [Fact]
    public async Task A_wait_beyond_patience_is_handed_to_the_caller()
    {
        await using var server = await LoopbackServer.StartAsync((context, _) =>
        {
            context.Response.Headers.RetryAfter = "3600";
            return context.JsonAsync("{}", 503);
        });

        (await Fails(server)).RetryAfter.ShouldBe(Duration.FromHours(1));
        server.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task Dropped_connections_and_cut_answers_are_asked_again()
    {
        await using var server = await LoopbackServer.StartAsync(async (context, number) =>
        {
            if (number == 1)
            {
                context.Abort();
            }
            else if (number == 2)
            {
                context.Response.ContentLength = 5000;
                await context.Response.WriteAsync(Root);
                await context.Response.Body.FlushAsync();
                context.Abort();
            }
            else
            {
                await context.JsonAsync(number == 3 ? Root[..20] : Root);
            }
        });

        (await server.Client().GetApiRootAsync(server.Root)).Title.ShouldBe("R");
        server.Requests.ShouldBe(4);
    }

    [Theory]
    [InlineData("{\"title\":", TaxiiMediaType.Taxii, TaxiiFailureCodes.Malformed)]
    [InlineData("[]", "application/json", TaxiiFailureCodes.Malformed)]
    [InlineData("", TaxiiMediaType.Taxii, TaxiiFailureCodes.Malformed)]
    [InlineData("<html>please log in</html>", "text/html", TaxiiFailureCodes.WrongContentType)]
    [InlineData("hello", null, TaxiiFailureCodes.WrongContentType)]
    public async Task An_answer_that_is_no_taxii_is_reported(string body, string? contentType, string code)
    {
        await using var server = await LoopbackServer.StartAsync((context, _) =>
        {
            context.Response.ContentType = contentType;
            return context.Response.WriteAsync(body);
        });

        (await Fails(server)).Code.ShouldBe(code);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/html")]
    [InlineData("application/vnd.oasis.taxii+json; version=2.0")]
    public async Task Right_content_under_a_wrong_type_is_taken_with_a_remark(string contentType)
    {
        await using var server = await LoopbackServer.StartAsync((context, _) =>
        {
            context.Response.ContentType = contentType;
            return context.Response.WriteAsync("{}");
        });
        await foreach (var page in server.Client().PollAsync(server.Root, "feed", TaxiiCursor.Start))
        {
            page.Remarks.Single().Code.ShouldBe(TaxiiRemark.WrongContentType);
        }
    }

    [Fact]
    public async Task An_answer_that_cannot_be_unpacked_is_a_failure_of_the_server()
    {
        await using var server = await LoopbackServer.StartAsync((context, _) =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            return context.Response.WriteAsync("no gzip at all");
        });

        (await Fails(server)).Code.ShouldBe(TaxiiFailureCodes.Unavailable);
    }

    [Fact]
    public async Task A_too_large_answer_is_cut_off()
    {
        await using var server = await LoopbackServer.StartAsync((context, _) =>
            context.JsonAsync($$"""{"title":"{{new string('x', 100_000)}}"}"""));

        (await Fails(server, options => options with { MaxResponseBytes = 50_000 })).Code
            .ShouldBe(TaxiiFailureCodes.TooLarge);
    }

    [Fact]
    public async Task A_silent_server_times_out()
    {
        await using var server = await LoopbackServer.StartAsync(async (context, _) =>
        {
            var gone = new TaskCompletionSource();
            context.RequestAborted.Register(gone.SetResult);
            await gone.Task;
        });
        var client = server.Client(
            options => options with
            {
                RequestTimeout = Duration.FromMilliseconds(100),
                Retry = new TaxiiRetryPolicy { MaxAttempts = 1 },
            },
            TimeProvider.System);

        (await Should.ThrowAsync<TaxiiException>(() => client.GetApiRootAsync(server.Root))).Code
            .ShouldBe(TaxiiFailureCodes.Unavailable);
    }

    [Fact]
    public async Task Cancelling_is_no_failure_of_the_server()
    {
        using var cancellation = new CancellationTokenSource();
        await using var server = await LoopbackServer.StartAsync((_, _) => cancellation.CancelAsync());

        await Should.ThrowAsync<OperationCanceledException>(
            () => server.Client().GetApiRootAsync(server.Root, cancellation.Token));
    }

    [Fact]
    public async Task Credentials_go_to_their_own_server_only()
    {
        var seen = new List<string>();
        Task Answer(HttpContext context, int number)
        {
            seen.Add(context.Request.Headers.Authorization.ToString());
            return context.JsonAsync(Root);
        }

        await using var own = await LoopbackServer.StartAsync(Answer);
        await using var foreign = await LoopbackServer.StartAsync(Answer);
        var client = own.Client(options => options with { Credentials = TaxiiCredentials.Basic("user", "pässword") });

        await client.GetApiRootAsync(own.Root);
        await client.GetApiRootAsync(foreign.Root);

        seen.ShouldBe(["Basic dXNlcjpww6Rzc3dvcmQ=", ""]);
    }

    [Fact]
    public async Task Redirects_are_followed_on_the_same_host_only()
    {
        await using var foreign = await LoopbackServer.StartAsync((context, _) => context.JsonAsync(Root));
        await using var server = await LoopbackServer.StartAsync((context, _) =>
        {
            if (context.Request.Path == "/moved/")
            {
                context.Request.Headers.Authorization.ToString().ShouldBe("Bearer t");
                return context.JsonAsync(Root);
            }

            context.Response.StatusCode = 308;
            context.Response.Headers.Location = context.Request.Path == "/feeds/" ? "/moved/"
                : context.Request.Path == "/round/" ? "/round/"
                : foreign.Root.ToString();
            return Task.CompletedTask;
        });
        var client = server.Client(options => options with { Credentials = TaxiiCredentials.Bearer("t") });

        (await client.GetApiRootAsync(server.Root)).Title.ShouldBe("R");
        (await Should.ThrowAsync<TaxiiException>(() => client.GetApiRootAsync(new Uri(server.Address, "/away/")))).Code
            .ShouldBe(TaxiiFailureCodes.RedirectedElsewhere);
        (await Should.ThrowAsync<TaxiiException>(() => client.GetApiRootAsync(new Uri(server.Address, "/round/")))).Code
            .ShouldBe(TaxiiFailureCodes.Rejected);
        foreign.Requests.ShouldBe(0);
    }

    [Fact]
    public void Credentials_do_not_print_their_secrets()
    {
        $"{TaxiiCredentials.Basic("u", "secret")}{TaxiiCredentials.Bearer("secret")}".ShouldBe("BasicBearer");
        var options = new TaxiiClientOptions
        {
            Server = new Uri("https://a.example"),
            Credentials = TaxiiCredentials.Bearer("secret"),
        };
        options.ToString().ShouldNotContain("secret");
    }

    private static Task<TaxiiException> Fails(
        LoopbackServer server, Func<TaxiiClientOptions, TaxiiClientOptions>? change = null) =>
        Should.ThrowAsync<TaxiiException>(() => server.Client(change).GetApiRootAsync(server.Root));
}
