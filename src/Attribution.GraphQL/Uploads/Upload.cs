using Attribution.GraphQL.Errors;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Types;

namespace Attribution.GraphQL.Uploads;

/// <summary>A file that came with a request (GraphQL multipart request specification): the value of the scalar
/// <c>Upload</c>. The file itself is only to be had from the request it came with.</summary>
/// <param name="Key">What the request calls the file.</param>
public sealed record Upload(string Key)
{
    /// <summary>The scalar, to be bound by <see cref="Types.Binding.SchemaBindings.Scalar"/>. It goes in by variables
    /// only.</summary>
    public static Scalar<Upload> Scalar { get; } = new(
        "Upload",
        static _ => new Refused("Upload takes a file of a multipart request, by a variable."),
        static json => json.ValueKind == System.Text.Json.JsonValueKind.String
            ? new Upload(json.GetString()!)
            : new Refused("Upload takes a file of a multipart request."),
        static (_, _) => false);

    /// <summary>The file.</summary>
    /// <exception cref="GraphQLException">The request has no such file.</exception>
    public UploadedFile Of(FieldCall call) =>
        call.Services.GetService(typeof(UploadedFiles)) is UploadedFiles files && files.Find(Key) is { } file
            ? file
            : throw new GraphQLException("The request has no such file.", ErrorCodes.BadUserInput);
}

/// <summary>A file as it arrived.</summary>
/// <param name="Name">What the client calls it; not to be trusted.</param>
/// <param name="ContentType">What the client says it is; null when it does not say.</param>
/// <param name="Content">The bytes.</param>
public sealed record UploadedFile(string Name, string? ContentType, ReadOnlyMemory<byte> Content);

/// <summary>The files of one request.</summary>
internal sealed class UploadedFiles
{
    private readonly Dictionary<string, UploadedFile> _files = [];

    public UploadedFile? Find(string key) => _files.GetValueOrDefault(key);

    public int Count => _files.Count;

    public bool TryAdd(string key, UploadedFile file) => _files.TryAdd(key, file);
}
