using System.Globalization;

namespace Attribution.GraphQL.Execution;

/// <summary>The parts of a response that are still to come, in the order they will.</summary>
internal sealed class PartQueue
{
    private readonly Queue<List<PendingPart>> _waiting = [];
    private int _ids;

    public bool TryTake(out List<PendingPart>? parts) => _waiting.TryDequeue(out parts);

    /// <summary>Puts parts at the end of the queue that have more to come.</summary>
    public void PutBack(List<PendingPart> parts)
    {
        if (parts.Count > 0)
        {
            _waiting.Enqueue(parts);
        }
    }

    /// <summary>Takes the parts in that were found while the last one was written, says which are to come, and ends
    /// the message.</summary>
    public void Announce(ExecutionState state)
    {
        foreach (var parts in state.Pending.GroupBy(pending => pending.Part))
        {
            _waiting.Enqueue([.. parts]);
        }

        WritePending(state.Output, state.Pending);
        state.Output.WriteRaw(_waiting.Count > 0 ? ",\"hasNext\":true}"u8 : ",\"hasNext\":false}"u8);
    }

    private void WritePending(JsonOutput output, IReadOnlyList<PendingPart> pending)
    {
        for (var index = 0; index < pending.Count; index++)
        {
            pending[index].Id = (_ids++).ToString(CultureInfo.InvariantCulture);
            output.WriteRaw(index == 0 ? ",\"pending\":["u8 : ","u8);
            output.WriteRaw("{\"id\":"u8);
            output.WriteString(pending[index].Id);
            output.WriteRaw(",\"path\":"u8);
            ErrorJson.WritePathSegments(output, pending[index].Part.PathTo(pending[index].Indexes));
            if (pending[index].Part.Label is { } label)
            {
                output.WriteRaw(",\"label\":"u8);
                output.WriteString(label);
            }

            output.WriteRaw((byte)'}');
        }

        if (pending.Count > 0)
        {
            output.WriteRaw((byte)']');
        }
    }
}
