using System.Text;
using Attribution.EventStore.Projections;
using Attribution.EventStore.Rebuild;
using Attribution.EventStore.Views;
using Attribution.Testing;
using Npgsql;

namespace Attribution.EventStore.Tests;

public sealed class ViewTableTests(ProjectionDatabase database) : IClassFixture<ProjectionDatabase>
{
    [Fact]
    public void The_table_is_created_as_Marten_creates_it() =>
        Approval.Verify(ProjectionSample.Ledgers.CreateSql(), "view-table.sql");

    [Fact]
    public async Task A_view_is_stored_with_its_events_and_reads_back()
    {
        await using var log = EventLog.Open(database.ConnectionString);
        var (sample, stream) = (new ProjectionSample { CursesThrow = false }, Sample.Stream());

        await sample.AppendInlineAsync(
            log, stream, new LedgerEvent.Opened("anna"), new LedgerEvent.Paid(7, Guid.NewGuid()));
        await sample.AppendInlineAsync(
            log, stream, new LedgerEvent.Cursed("by \"hand\""), new LedgerEvent.Paid(5, Guid.NewGuid()));

        await using var connection = await OpenAsync();
        var stored = (await ProjectionSample.Ledgers.FindAsync(connection, ViewId.Of(stream)))!;
        (stored.Id, stored.Version, stored.ModifiedAt).ShouldBe((ViewId.Of(stream), 4, Sample.Noon));
        (stored.View.Owner, stored.View.Sum, stored.View.LastUser).ShouldBe(("anna", 12, "anna"));
        stored.View.Words.ShouldBe(["by \"hand\""]);
        (await RowAsync<int>(connection, "sum", stream)).ShouldBe(12);
        (await RowAsync<string[]>(connection, "words", stream)).ShouldBe(["by \"hand\""]);
        (await RowAsync<string>(connection, "mt_dotnet_type", stream)).ShouldBe(typeof(LedgerView).FullName);
    }

    [Fact]
    public async Task A_view_that_ends_is_deleted_with_the_event_that_ends_it()
    {
        await using var log = EventLog.Open(database.ConnectionString);
        var (sample, stream) = (new ProjectionSample(), Sample.Stream());
        await sample.AppendInlineAsync(log, stream, new LedgerEvent.Opened("anna"));

        await sample.AppendInlineAsync(log, stream, new LedgerEvent.Closed());

        await using var connection = await OpenAsync();
        (await ProjectionSample.Ledgers.FindAsync(connection, ViewId.Of(stream))).ShouldBeNull();
    }

    [Fact]
    public async Task Documents_are_read_by_their_ids_within_their_tenant_as_views_and_as_bytes()
    {
        await using var log = EventLog.Open(database.ConnectionString);
        var sample = new ProjectionSample();
        var ours = new[] { Sample.Stream("ours"), Sample.Stream("ours"), Sample.Stream("ours") };
        foreach (var stream in ours)
        {
            await sample.AppendInlineAsync(log, stream, new LedgerEvent.Opened($"owner of {stream.Value}"));
        }

        await using var connection = await OpenAsync();
        ViewId[] asked = [ViewId.Of(ours[0]), ViewId.Of(ours[2]), ViewId.Of(ours[2]), new("theirs", ours[1].Value)];

        var views = await ProjectionSample.Ledgers.FindAllAsync(connection, asked);
        var json = await ProjectionSample.Ledgers.FindJsonAsync(connection, asked);

        views.Select(view => view.Id).ShouldBe([ViewId.Of(ours[0]), ViewId.Of(ours[2])], ignoreOrder: true);
        json.Keys.ShouldBe([ViewId.Of(ours[0]), ViewId.Of(ours[2])], ignoreOrder: true);
        Encoding.UTF8.GetString(json[ViewId.Of(ours[0])]).ShouldContain($"owner of {ours[0].Value}");
    }

    [Fact]
    public void A_column_of_a_name_that_is_no_plain_identifier_is_refused() =>
        Should.Throw<ArgumentException>(
            () => new ViewTable<PayeeView>("x", LedgerJson.Default.PayeeView).Text("a; drop", _ => ""));

    [Fact]
    public void A_view_before_its_first_event_has_no_row()
    {
        var sample = new ProjectionSample();
        var unstarted = sample.StreamWithView.Unstarted(Sample.Stream());
        var (append, after) = sample.StreamWithView.Append(
            unstarted, [(Guid.NewGuid(), new LedgerEvent.Closed())], Sample.ByAnna);

        append.Expected.ShouldBe(ExpectedVersion.NoStream);
        sample.View.Rows(after).Change.ShouldBe(Rows.RowChange.Delete);
    }

    [Fact]
    public async Task A_view_declared_not_to_look_at_metadata_cannot_inline_or_in_a_rebuild()
    {
        await using var log = EventLog.Open(database.ConnectionString);
        var (sample, stream) = (new ProjectionSample(), Sample.Stream());
        await sample.AppendAsync(log, stream, new LedgerEvent.Opened("anna"));
        var bare = new ViewProjection<LedgerView, LedgerEvent>(
            "Bare",
            ProjectionSample.Ledgers,
            ProjectionSample.Events,
            (_, _, stored) => new LedgerView(stored.Stream == stream ? stored.UserId : null, 0, [], null),
            readsMetadata: false);
        var type = sample.Stream.With(bare);

        Should.Throw<InvalidOperationException>(() =>
            type.Append(type.Unstarted(stream), [(Guid.NewGuid(), new LedgerEvent.Closed())], Sample.ByAnna));
        (await ProjectionRebuild.RunAsync(log, bare)).Parked.ShouldBe(1);
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task<T> RowAsync<T>(NpgsqlConnection connection, string column, StreamId stream)
    {
        await using var command = new NpgsqlCommand(
            $"select {column} from attribution.mt_doc_ledgerview where id = '{stream.Value}'", connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
