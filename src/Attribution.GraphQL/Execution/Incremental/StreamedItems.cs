namespace Attribution.GraphQL.Execution;

/// <summary>The rest of streamed lists at one place of a plan.</summary>
/// <param name="label">What the document calls it.</param>
/// <param name="site">The list.</param>
/// <param name="item">How its items are written.</param>
internal sealed class StreamedItems<T>(string? label, ValueSite site, Completion<T> item) : LaterPart(label)
{
    public override ReadOnlySpan<byte> Member => ",\"items\":"u8;

    public override IReadOnlyList<object> PathTo(ReadOnlySpan<int> indexes) => site.Field.PathTo(indexes, site.Level);

    public override async ValueTask LoadAsync(IReadOnlyList<PendingPart> places, ExecutionState state)
    {
        var gathered = item.StartGathering();
        foreach (var place in places)
        {
            var rest = RestOf(place);
            await rest.TakeAsync(state);
            rest.FirstChild = gathered?.Count ?? 0;
            for (var index = 0; gathered is not null && index < rest.Piece.Count; index++)
            {
                item.Gather(rest.Piece[index], gathered);
            }
        }

        if (gathered is { Count: > 0 })
        {
            await item.LoadAsync(gathered, state);
        }
    }

    public override bool HasPiece(PendingPart pending) =>
        RestOf(pending) is var rest && (rest.Piece.Count > 0 || rest.Failure is not null);

    public override bool Write(PendingPart pending, int index, ExecutionState state)
    {
        var rest = RestOf(pending);
        pending.Indexes.CopyTo(state.Indexes, 0);
        if (rest.Failure is { } failure)
        {
            state.ReportFailure(site.Field, failure);
            return false;
        }

        return ListItems.Write(rest.Piece, rest.Piece.Count, rest.FirstIndex, site, item, state, rest.FirstChild);
    }

    public override bool HasMore(PendingPart pending) => RestOf(pending) is { Failure: null, HasMore: true };

    private static RestOfList<T> RestOf(PendingPart pending) => (RestOfList<T>)pending.Value;
}
