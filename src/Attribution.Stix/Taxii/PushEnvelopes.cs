namespace Attribution.Stix.Taxii;

/// <summary>Packs objects into envelopes, <c>{"objects":[...]}</c>, that keep within a number of bytes and
/// objects.</summary>
internal static class PushEnvelopes
{
    private static ReadOnlySpan<byte> Opening => "{\"objects\":["u8;

    private static ReadOnlySpan<byte> Closing => "]}"u8;

    /// <summary>The length of an envelope before its objects, each of which then counts with its comma.</summary>
    private static long EmptyLength => Opening.Length + Closing.Length - 1;

    /// <summary>The batches in order; an object that is too large on its own makes a batch of its own.</summary>
    public static IEnumerable<List<StixObject>> Pack(IEnumerable<StixObject> objects, TaxiiPushOptions options)
    {
        var batch = new List<StixObject>();
        var length = EmptyLength;
        foreach (var stixObject in objects)
        {
            var added = stixObject.Utf8.Length + 1;
            var isFull = batch.Count == options.MaxObjects || length + added > options.MaxContentLengthBytes;
            if (isFull && batch.Count > 0)
            {
                yield return batch;
                (batch, length) = ([], EmptyLength);
            }

            batch.Add(stixObject);
            length += added;
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    public static byte[] Write(List<StixObject> batch)
    {
        using var body = new MemoryStream();
        body.Write(Opening);
        for (var index = 0; index < batch.Count; index++)
        {
            if (index > 0)
            {
                body.WriteByte((byte)',');
            }

            body.Write(batch[index].Utf8);
        }

        body.Write(Closing);
        return body.ToArray();
    }
}
