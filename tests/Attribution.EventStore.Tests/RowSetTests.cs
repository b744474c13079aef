using Attribution.EventStore.Rows;

namespace Attribution.EventStore.Tests;

public sealed class RowSetTests(EventStoreDatabase database) : IClassFixture<EventStoreDatabase>
{
    [Fact]
    public async Task Rows_are_stored_with_the_events_of_their_commit()
    {
        await using var log = database.Open();
        var stream = Sample.Stream();
        var mark = Guid.NewGuid();

        await log.CommitAsync(new Commit(
            Guid.NewGuid(),
            [Sample.Append(stream, ExpectedVersion.NoStream)],
            Sample.Mark(mark, "handled"),
            Sample.View(stream, """{"title":"x"}""", "a \"quoted\" tag", "back\\slash", "comma, too")));

        (await database.QueryAsync<string>($"select note from attribution.test_marks where id = '{mark}'"))
            .ShouldBe("handled");
        (await database.QueryAsync<string[]>($"select tags from attribution.test_views where id = '{stream.Value}'"))
            .ShouldBe(["a \"quoted\" tag", "back\\slash", "comma, too"]);
    }

    [Fact]
    public async Task Bytes_and_the_text_of_json_are_stored_as_they_are()
    {
        await using var log = database.Open();
        await database.QueryAsync<int>(
            "create table attribution.test_texts (id uuid primary key, body json, digest bytea); select 1");
        var texts = new RowTable("test_texts", "id");
        var (full, empty) = (Guid.NewGuid(), Guid.NewGuid());

        await log.CommitAsync(new Commit(
            Guid.NewGuid(),
            [],
            new RowSet(
                texts,
                RowChange.Insert,
                Column.Uuid("id", full, empty),
                Column.JsonText("body", """{"b": 1.50,  "a":1}""", null),
                Column.Bytes("digest", [0, 255], null))));

        (await database.QueryAsync<string>($"select body::text from attribution.test_texts where id = '{full}'"))
            .ShouldBe("""{"b": 1.50,  "a":1}""");
        (await database.QueryAsync<byte[]>($"select digest from attribution.test_texts where id = '{full}'"))
            .ShouldBe([0, 255]);
        (await database.QueryAsync<bool>(
            $"select body is null and digest is null from attribution.test_texts where id = '{empty}'")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_row_that_is_already_there_refuses_its_commit_with_the_tables_name()
    {
        await using var log = database.Open();
        var (mark, stream) = (Guid.NewGuid(), Sample.Stream());
        await log.CommitAsync(new Commit(Guid.NewGuid(), [], Sample.Mark(mark)));

        var again = await log.CommitAsync(new Commit(
            Guid.NewGuid(), [Sample.Append(stream, ExpectedVersion.NoStream)], Sample.Mark(mark),
                Sample.View(stream, "{}")));

        again.ShouldBe(new CommitResult.DuplicateKey("test_marks"));
        (await log.ReadStreamAsync(stream)).ShouldBeEmpty();
        (await database.QueryAsync<long>($"select count(*) from attribution.test_views where id = '{stream.Value}'"))
            .ShouldBe(0);
    }

    [Fact]
    public async Task Of_many_commits_with_one_key_exactly_one_is_stored()
    {
        await using var log = database.Open();
        var mark = Guid.NewGuid();

        var results = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ =>
            log.CommitAsync(new Commit(
                Guid.NewGuid(), [Sample.Append(Sample.Stream(), ExpectedVersion.NoStream)], Sample.Mark(mark)))));

        results.Count(result => result is CommitResult.Stored).ShouldBe(1);
        results.Count(result => result is CommitResult.DuplicateKey).ShouldBe(29);
    }

    [Fact]
    public async Task A_row_that_shall_not_be_there_refuses_its_commit_and_is_never_stored()
    {
        await using var log = database.Open();
        var (mark, stream) = (Guid.NewGuid(), Sample.Stream());
        var expectation = new RowSet(EventStoreDatabase.Marks, RowChange.ExpectNone, Column.Uuid("id", mark));

        (await CommitAsync(version: 0)).ShouldBeOfType<CommitResult.Stored>();
        (await CommitAsync(version: 1)).ShouldBeOfType<CommitResult.Stored>();
        await log.CommitAsync(new Commit(Guid.NewGuid(), [], Sample.Mark(mark)));
        (await CommitAsync(version: 2)).ShouldBe(new CommitResult.DuplicateKey("test_marks"));

        (await log.ReadStreamAsync(stream)).Count.ShouldBe(2);

        Task<CommitResult> CommitAsync(long version) => log.CommitAsync(new Commit(
            Guid.NewGuid(), [Sample.Append(stream, ExpectedVersion.Exactly(version))], expectation));
    }

    [Fact]
    public async Task A_part_of_a_key_is_enough_to_expect_no_row()
    {
        await using var log = database.Open();
        var stream = Sample.Stream();
        var views = new RowTable(EventStoreDatabase.Views.Name, "tenant_id");
        var expectation = new RowSet(views, RowChange.ExpectNone, Column.Text("tenant_id", stream.TenantId));
        await log.CommitAsync(new Commit(Guid.NewGuid(), [], Sample.View(stream, "{}")));

        var result = await log.CommitAsync(new Commit(
            Guid.NewGuid(), [Sample.Append(Sample.Stream(), ExpectedVersion.NoStream)], expectation));

        result.ShouldBe(new CommitResult.DuplicateKey(EventStoreDatabase.Views.Name));
    }

    [Fact]
    public async Task A_row_of_a_refused_commit_does_not_stand_in_the_way_of_a_later_one()
    {
        await using var log = database.Open();
        var (taken, mark) = (Sample.Stream(), Guid.NewGuid());
        await log.CommitAsync(Sample.Commit(Sample.Append(taken, ExpectedVersion.NoStream)));
        await log.CommitAsync(
            new Commit(Guid.NewGuid(), [Sample.Append(taken, ExpectedVersion.NoStream)], Sample.Mark(mark)));

        var result = await log.CommitAsync(new Commit(Guid.NewGuid(), [], Sample.Mark(mark)));

        result.ShouldBeOfType<CommitResult.Stored>();
    }

    [Fact]
    public async Task The_last_upsert_wins_and_a_deletion_removes()
    {
        await using var log = database.Open();
        var stream = Sample.Stream();
        foreach (var number in Enumerable.Range(1, 5))
        {
            await log.CommitAsync(new Commit(Guid.NewGuid(), [], Sample.View(stream, $$"""{"n":{{number}}}""")));
        }

        (await database.QueryAsync<string>(
            $"select data ->> 'n' from attribution.test_views where id = '{stream.Value}'")).ShouldBe("5");

        await log.CommitAsync(new Commit(Guid.NewGuid(), [], new RowSet(
            EventStoreDatabase.Views,
            RowChange.Delete,
            Column.Text("tenant_id", stream.TenantId),
            Column.Uuid("id", stream.Value))));

        (await database.QueryAsync<long>($"select count(*) from attribution.test_views where id = '{stream.Value}'"))
            .ShouldBe(0);
    }

    [Fact]
    public async Task Rows_of_a_started_stream_are_inserted_and_one_that_is_there_stops_only_its_commit()
    {
        await using var log = database.Open();
        var (fresh, taken) = (Sample.Stream(), Sample.Stream());
        await log.CommitAsync(new Commit(Guid.NewGuid(), [], Sample.View(taken, "{}")));

        var stored = StartAsync(fresh);
        var stopped = StartAsync(taken);

        (await stored).ShouldBeOfType<CommitResult.Stored>();
        (await Should.ThrowAsync<CommitRefused>(() => stopped)).Message.ShouldContain("test_views");
        (await log.ReadStreamAsync(taken)).ShouldBeEmpty();
        (await database.QueryAsync<string>($"select data::text from attribution.test_views where id = '{fresh.Value}'"))
            .ShouldBe("{\"started\": true}");

        Task<CommitResult> StartAsync(StreamId stream) => log.CommitAsync(new Commit(
            Guid.NewGuid(),
            [Sample.Append(stream, ExpectedVersion.NoStream)],
            Sample.View(stream, """{"started":true}""").OfStarted()));
    }

    [Fact]
    public void Only_what_would_be_upserted_can_be_inserted_without_looking() =>
        Should.Throw<InvalidOperationException>(() => Sample.Mark(Guid.NewGuid()).OfStarted());

    [Fact]
    public void A_name_that_is_no_plain_identifier_never_reaches_a_statement() =>
        Should.Throw<ArgumentException>(() => new RowTable("marks; drop table mt_events", "id"));
}
