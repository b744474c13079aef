using System.Text.Json;
using Attribution.App.Storage;
using Attribution.Messaging;
using NodaTime;
using Npgsql;
using RowSet = Attribution.EventStore.Rows.RowSet;
using RowTable = Attribution.EventStore.Rows.RowTable;

namespace Attribution.App.Pipeline;

/// <summary>The answers that were given to commands with an id, kept with the effect they had.</summary>
internal sealed class FirstAnswers(NpgsqlDataSource messages)
{
    private static readonly RowTable Marks = new("msg_handled", "message_id");

    /// <summary>The first answer; null when the command never took effect.</summary>
    internal async Task<FirstAnswer?> FindAsync(OnceKey key, CancellationToken cancellation) =>
        await InboxMark.FindAsync(messages, key.Mark, cancellation) is { Answer: { } answer }
            ? JsonSerializer.Deserialize(answer.Utf8.Span, StoredJson.Contract.FirstAnswer)
            : null;

    /// <summary>The row that stands for the effect; a commit that brings a second one is refused.</summary>
    internal static RowSet Row(OnceKey key, FirstAnswer answer, Instant now)
    {
        var json = MessageBody.From(answer, StoredJson.Contract.FirstAnswer);
        return MessagingRows.From(InboxMark.Row(key.Mark, now, json), Marks);
    }

    /// <summary>Whether a commit was refused because the effect had been there before.</summary>
    internal static bool IsRepetition(string table) => table == Marks.Name;
}
