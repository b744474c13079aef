using System.Globalization;
using Attribution.Stix.Taxii;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace Attribution.Stix.Tests.Taxii;

public sealed class PollTests
{
    private static readonly TaxiiPollOptions Small = new() { PageSize = 10, MaxPageSize = 80, MaxPages = 200 };

    private static Instant Minute(int number) => FeedServer.Morning + Duration.FromMinutes(number);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_collection_is_read_whole_and_in_order(bool sendsNext)
    {
        var feed = new FeedServer { SendsNext = sendsNext }.With(95, Minute);
        await using var server = await feed.StartAsync();

        var pages = await PollAsync(server, TaxiiCursor.Start);

        Ids(pages).Distinct().ShouldBe(feed.Ids);
        pages[^1].IsLast.ShouldBeTrue();
        pages.SelectMany(page => page.Remarks).ShouldBeEmpty();
        if (sendsNext)
        {
            Ids(pages).Count.ShouldBe(95);
        }
    }

    [Fact]
    public async Task Reading_goes_on_from_any_page_without_a_gap()
    {
        var feed = new FeedServer().With(45, Minute);
        await using var server = await feed.StartAsync();
        var whole = await PollAsync(server, TaxiiCursor.Start);

        for (var taken = 1; taken <= whole.Count; taken++)
        {
            var rest = await PollAsync(server, whole[taken - 1].Cursor);
            Ids([.. whole.Take(taken), .. rest]).Distinct().ShouldBe(feed.Ids);
        }
    }

    [Fact]
    public async Task What_was_added_since_comes_with_the_next_poll()
    {
        var feed = new FeedServer().With(25, Minute);
        await using var server = await feed.StartAsync();
        var cursor = (await PollAsync(server, TaxiiCursor.Start))[^1].Cursor;
        feed.Add(Minute(24));
        feed.Add(Minute(30));

        Ids(await PollAsync(server, cursor)).ShouldBe([.. feed.Ids.TakeLast(3)]);
    }

    [Fact]
    public async Task Objects_added_at_one_instant_are_all_read()
    {
        var feed = new FeedServer { SendsNext = false, Cap = 80 }.With(60, number => Minute(number < 50 ? 1 : 2));
        await using var server = await feed.StartAsync();

        var pages = await PollAsync(server, TaxiiCursor.Start);

        Ids(pages).ToHashSet().SetEquals(feed.Ids).ShouldBeTrue();
        pages.SelectMany(page => page.Remarks).ShouldContain(remark => remark.Code == TaxiiRemark.PageRepeated);
    }

    [Fact]
    public async Task When_there_is_no_way_on_the_poll_fails_after_giving_what_it_got()
    {
        var feed = new FeedServer { SendsNext = false, Cap = 10 }.With(60, _ => Minute(1));
        await using var server = await feed.StartAsync();
        var pages = new List<TaxiiPage>();

        var failure = await Should.ThrowAsync<TaxiiException>(() => PollAsync(server, TaxiiCursor.Start, pages));

        failure.Code.ShouldBe(TaxiiFailureCodes.NoProgress);
        Ids(pages).Distinct().Count().ShouldBe(10);
        TaxiiTimestamp.TryParse(pages[^1].Cursor.AddedAfter, out var after).ShouldBeTrue();
        after.ShouldBeLessThan(Minute(1));
    }

    [Fact]
    public async Task A_page_that_comes_again_for_its_token_is_left_by_time()
    {
        var feed = new FeedServer
        {
            Interference = async (context, _) =>
            {
                if (context.Query("next").Length == 0)
                {
                    return false;
                }

                var first = Enumerable.Range(0, 10).Select(n => StixId.Parse($"tool--00000000-0000-4000-8000-{n:d12}"));
                context.Response.Headers["X-TAXII-Date-Added-Last"] = TaxiiTimestamp.Format(Minute(9));
                await context.JsonAsync(FeedServer.Envelope(true, "10", first.Select(FeedServer.Tool)));
                return true;
            },
        }.With(35, Minute);
        await using var server = await feed.StartAsync();

        var pages = await PollAsync(server, TaxiiCursor.Start);

        Ids(pages).Distinct().ShouldBe(feed.Ids);
        pages.SelectMany(page => page.Remarks).ShouldContain(remark => remark.Code == TaxiiRemark.PageRepeated);
    }

    [Theory]
    [InlineData("""{"more":true,"next":"x"}""")]
    [InlineData("""{"more":true}""")]
    [InlineData(
        """{"more":true,"next":"x","objects":[{"type":"tool","id":"tool--00000000-0000-4000-8000-000000000000"}]}""")]
    public async Task A_server_that_announces_more_for_ever_is_given_up(string answer)
    {
        await using var server = await LoopbackServer.StartAsync((context, _) => context.JsonAsync(answer));

        (await Should.ThrowAsync<TaxiiException>(() => PollAsync(server, TaxiiCursor.Start))).Code
            .ShouldBe(TaxiiFailureCodes.NoProgress);
        server.Requests.ShouldBeLessThan(20);
    }

    [Fact]
    public async Task An_endless_collection_is_read_in_portions()
    {
        await using var server = await LoopbackServer.StartAsync((context, number) => context.JsonAsync(
            FeedServer.Envelope(true, $"{number}", [FeedServer.Tool(StixId.Create("tool", Guid.NewGuid()))])));

        var pages = await PollAsync(server, TaxiiCursor.Start, options: Small with { MaxPages = 7 });

        pages.Count.ShouldBe(7);
        pages[^1].IsLast.ShouldBeFalse();
        pages[^1].Cursor.Next.ShouldBe("7");
    }

    [Fact]
    public async Task Shrinking_pages_lose_nothing()
    {
        var shrinking = 0;
        var feed = new FeedServer
        {
            Interference = (context, _) =>
            {
                context.Request.QueryString = new QueryString(context.Request.QueryString.Value!
                    .Replace("limit=10", $"limit={Math.Max(1, 10 - shrinking++)}", StringComparison.Ordinal));
                return Task.FromResult(false);
            },
        }.With(40, Minute);
        await using var server = await feed.StartAsync();

        Ids(await PollAsync(server, TaxiiCursor.Start)).ShouldBe([.. feed.Ids]);
    }

    [Fact]
    public async Task A_token_the_server_forgot_is_replaced_by_time()
    {
        var feed = new FeedServer().With(35, Minute);
        await using var server = await feed.StartAsync();
        var first = (await PollAsync(server, TaxiiCursor.Start, options: Small with { MaxPages = 2 }))[^1];
        feed.KnowsItsTokens = false;

        var rest = await PollAsync(server, first.Cursor, options: Small with { PageSize = 50 });

        Ids(rest).Distinct().ShouldBe(feed.Ids.Skip(19));
        rest[0].Remarks.ShouldContain(remark => remark.Code == TaxiiRemark.NextRejected);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_dates_the_manifest_tells_or_everything_is_read_again(bool hasManifest)
    {
        var feed = new FeedServer { SendsDates = false, HasManifest = hasManifest }.With(8, Minute);
        await using var server = await feed.StartAsync();

        var page = (await PollAsync(server, TaxiiCursor.Start)).Single();

        page.Remarks.Select(remark => remark.Code).ShouldBe(hasManifest ? [] : [TaxiiRemark.NoDateAdded]);
        Ids(await PollAsync(server, page.Cursor)).Count.ShouldBe(hasManifest ? 1 : 8);
    }

    [Fact]
    public async Task A_cursor_never_lies_beyond_the_servers_present()
    {
        var feed = new FeedServer { Now = Minute(5) }.With(8, number => Minute(number * 100));
        await using var server = await feed.StartAsync();
        var cursor = (await PollAsync(server, TaxiiCursor.Start))[^1].Cursor;
        feed.Add(Minute(6));

        Ids(await PollAsync(server, cursor)).ShouldContain(feed.Ids.ElementAt(1));
    }

    [Fact]
    public async Task When_the_servers_clock_went_back_everything_is_read_again()
    {
        var feed = new FeedServer().With(8, Minute);
        await using var server = await feed.StartAsync();
        var cursor = (await PollAsync(server, TaxiiCursor.Start))[^1].Cursor;
        feed.Now = Minute(2);
        feed.Add(Minute(1));

        var pages = await PollAsync(server, cursor);

        pages[0].Remarks.Single().Code.ShouldBe(TaxiiRemark.ClockWentBack);
        Ids(pages).ToHashSet().SetEquals(feed.Ids).ShouldBeTrue();
    }

    [Fact]
    public async Task An_unchanged_collection_costs_one_answer_without_a_body()
    {
        await using var server = await LoopbackServer.StartAsync(async (context, _) =>
        {
            context.Response.Headers.ETag = "\"v1\"";
            if (context.Request.Headers.IfNoneMatch == "\"v1\"")
            {
                context.Response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }

            await context.JsonAsync("{}");
        });
        var page = (await PollAsync(server, TaxiiCursor.Start)).Single();

        page.Entries.ShouldBeEmpty();
        (await PollAsync(server, page.Cursor)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Filters_travel_with_every_page()
    {
        var queries = new List<string>();
        var feed = new FeedServer
        {
            Interference = (context, _) =>
            {
                queries.Add($"{context.Query("match[type]")}|{context.Query("match[version]")}");
                return Task.FromResult(false);
            },
        }.With(15, Minute);
        await using var server = await feed.StartAsync();

        var filter = new TaxiiFilter { Types = ["tool", "malware"], Versions = ["all"] };
        await PollAsync(server, TaxiiCursor.Start, filter: filter);

        queries.ShouldBe(["tool,malware|all", "tool,malware|all"]);
    }

    [Fact]
    public async Task A_bad_object_is_an_entry_of_its_page()
    {
        await using var server = await LoopbackServer.StartAsync((context, _) =>
            context.JsonAsync($$"""{"objects":[5,{{FeedServer.Tool(StixId.Create("tool", Guid.Empty))}}]}"""));

        var page = (await PollAsync(server, TaxiiCursor.Start)).Single();

        page.Entries.Select(entry => entry.Problem?.Code).ShouldBe([FindingCodes.NotAnObject, null]);
    }

    /// <summary>
    /// Seeded servers that mix everything: equal and future times, late additions, lost and refused tokens, shrinking
    /// pages, crashes between page and cursor. Whatever they do, every object arrives.
    /// </summary>
    [Fact]
    public void No_server_of_this_kind_makes_the_walk_lose_an_object()
    {
        for (var seed = 1; seed <= 400; seed++)
        {
            var missing = new RandomFeed(seed).Run();
            missing.ShouldBeEmpty($"seed {seed.ToString(CultureInfo.InvariantCulture)}");
        }
    }

    private static async Task<List<TaxiiPage>> PollAsync(
        LoopbackServer server,
        TaxiiCursor cursor,
        List<TaxiiPage>? into = null,
        TaxiiPollOptions? options = null,
        TaxiiFilter? filter = null)
    {
        var pages = into ?? [];
        await foreach (var page in server.Client().PollAsync(server.Root, "feed", cursor, filter, options ?? Small))
        {
            pages.Add(page);
        }

        return pages;
    }

    private static List<StixId> Ids(IEnumerable<TaxiiPage> pages) =>
        [.. pages.SelectMany(page => page.Entries).Select(entry => entry.Object!.Id)];
}
