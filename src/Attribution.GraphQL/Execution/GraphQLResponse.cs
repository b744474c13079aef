using System.Buffers;
using System.Text;
using Attribution.GraphQL.Errors;

namespace Attribution.GraphQL.Execution;

/// <summary>
/// One response (section 7.1 "Response Format") as UTF-8 JSON in rented memory: write it, then dispose it.
/// </summary>
public sealed class GraphQLResponse : IDisposable
{
    private readonly JsonOutput? _data;

    internal GraphQLResponse(JsonOutput? data, IReadOnlyList<GraphQLError> errors) => (_data, Errors) = (data, errors);

    /// <summary>Whether the operation ran, so that there is a <c>data</c> entry, be it null. Without one the request
    /// itself was wrong.</summary>
    public bool WasExecuted => _data is not null;

    /// <summary>What went wrong; empty when all went well.</summary>
    public IReadOnlyList<GraphQLError> Errors { get; }

    /// <summary>A response to a request that was not run.</summary>
    public static GraphQLResponse Refusing(params IReadOnlyList<GraphQLError> errors) => new(data: null, errors);

    /// <summary>How many bytes there are to write, where that is known before writing: without errors.</summary>
    internal long? PlainLength => Errors.Count == 0 ? _data!.Position : null;

    /// <summary>Writes the response: errors first, when there are any, so that nobody overlooks them.</summary>
    public void WriteTo(IBufferWriter<byte> target)
    {
        if (Errors.Count == 0)
        {
            target.Write(_data!.Written);
            return;
        }

        using var errors = new JsonOutput();
        errors.WriteRaw("{\"errors\":"u8);
        ErrorJson.Write(errors, Errors);
        target.Write(errors.Written);
        if (_data is null)
        {
            target.Write("}"u8);
        }
        else
        {
            target.Write(","u8);
            target.Write(_data.Written[1..]);
        }
    }

    /// <summary>The response as text; for tests and tools.</summary>
    public override string ToString()
    {
        var written = new ArrayBufferWriter<byte>();
        WriteTo(written);
        return Encoding.UTF8.GetString(written.WrittenSpan);
    }

    /// <summary>Gives the memory back; the response cannot be written any more.</summary>
    public void Dispose() => _data?.Dispose();
}
