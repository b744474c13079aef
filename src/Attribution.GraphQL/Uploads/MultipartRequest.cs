using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Attribution.GraphQL.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Attribution.GraphQL.Uploads;

/// <summary>
/// Reads a request with files (GraphQL multipart request specification): <c>operations</c>, a <c>map</c> from files to
/// variables, then the files. Each variable gets the key of its file as its value.
/// </summary>
internal sealed class MultipartRequest(GraphQLHttpOptions options)
{
    /// <summary>Browsers send forms to other sites without asking, but not this header.</summary>
    public const string PreflightHeader = "GraphQL-Preflight";

    private const int MaxBoundaryLength = 100;
    private const int MaxFiles = 100;

    private static readonly JsonDocumentOptions JsonOptions = new() { AllowDuplicateProperties = false };

    private readonly UploadedFiles _files = new();
    private long _bytesLeft = options.MaxUploadBytes;

    public static bool IsMultipart(string? contentType) =>
        contentType?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Reads the whole request; answers what is wrong with it, or null.</summary>
    public async ValueTask<(HttpProblem? Problem, UploadedFiles Files)> ReadAsync(
        HttpRequest request, RequestParameters into)
    {
        try
        {
            return (await ReadSectionsAsync(request, into), _files);
        }
        catch (Exception exception) when (
            exception is InvalidDataException or JsonException or (IOException and not BadHttpRequestException))
        {
            return (HttpProblem.BadRequest($"The multipart request cannot be read: {exception.Message}"), _files);
        }
    }

    private async ValueTask<HttpProblem?> ReadSectionsAsync(HttpRequest request, RequestParameters into)
    {
        if (!request.Headers.ContainsKey(PreflightHeader))
        {
            return HttpProblem.BadRequest($"A multipart request needs the header {PreflightHeader}: 1.");
        }

        var boundary = MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            ? HeaderUtilities.RemoveQuotes(type.Boundary)
            : StringSegment.Empty;
        if (boundary.Length is 0 or > MaxBoundaryLength)
        {
            return HttpProblem.BadRequest("The multipart request has no usable boundary.");
        }

        var sections = new MultipartReader(boundary.ToString(), request.Body);
        var operations = await ReadFieldAsync(sections, "operations", request.HttpContext.RequestAborted);
        var map = await ReadFieldAsync(sections, "map", request.HttpContext.RequestAborted);
        if (operations is null || map is null)
        {
            return HttpProblem.BadRequest("A multipart request begins with \"operations\" and \"map\".");
        }

        return await ReadFilesAsync(sections, request.HttpContext.RequestAborted)
            ?? RequestJson.Read(PutIn(operations, map), into);
    }

    private async ValueTask<byte[]?> ReadFieldAsync(
        MultipartReader sections, string name, CancellationToken cancellation) =>
        await sections.ReadNextSectionAsync(cancellation) is { } section
        && HeaderUtilities.RemoveQuotes(section.GetContentDispositionHeader()?.Name ?? "") == name
            ? await ReadAsync(section, options.MaxBodyBytes, cancellation)
            : null;

    private async ValueTask<HttpProblem?> ReadFilesAsync(MultipartReader sections, CancellationToken cancellation)
    {
        while (await sections.ReadNextSectionAsync(cancellation) is { } section)
        {
            var disposition = section.GetContentDispositionHeader();
            var key = HeaderUtilities.RemoveQuotes(disposition?.Name ?? "").ToString();
            var content = await ReadAsync(section, _bytesLeft, cancellation);
            if (content is null)
            {
                return HttpProblem.TooLarge(options.MaxUploadBytes);
            }

            _bytesLeft -= content.Length;
            var name = HeaderUtilities.RemoveQuotes(disposition?.FileName ?? "").ToString();
            if (_files.Count == MaxFiles || !_files.TryAdd(key, new UploadedFile(name, section.ContentType, content)))
            {
                return HttpProblem.BadRequest($"The file \"{key}\" is given twice, or is one of more than {MaxFiles}.");
            }
        }

        return null;
    }

    private static async ValueTask<byte[]?> ReadAsync(
        MultipartSection section, long maxBytes, CancellationToken cancellation)
    {
        using var content = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await section.Body.ReadAsync(buffer, cancellation)) > 0)
        {
            if (content.Length + read > maxBytes)
            {
                return null;
            }

            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }

    private static byte[] PutIn(byte[] operations, byte[] map)
    {
        var request = Parse(operations);
        if (Parse(map) is not JsonObject files)
        {
            throw new InvalidDataException("\"map\" is not an object.");
        }

        foreach (var (key, paths) in files)
        {
            foreach (var path in paths as JsonArray ?? throw new InvalidDataException("\"map\" holds no lists."))
            {
                Put(request, path?.GetValueKind() == JsonValueKind.String ? path.GetValue<string>() : "", key);
            }
        }

        return JsonSerializer.SerializeToUtf8Bytes(request);
    }

    private static JsonNode? Parse(byte[] json) => Utf8.IsValid(json) && !LoneSurrogates.In(json)
        ? JsonNode.Parse(json, nodeOptions: null, JsonOptions)
        : throw new InvalidDataException("The JSON is not UTF-8.");

    // Only what is null now is replaced: the specification has clients put null where a file goes.
    private static void Put(JsonNode? request, string path, string key)
    {
        var steps = path.Split('.');
        foreach (var step in steps[..^1])
        {
            request = Step(request, step);
        }

        switch (request)
        {
            case JsonObject fields when fields.TryGetPropertyValue(steps[^1], out var value) && value is null:
                fields[steps[^1]] = key;
                break;
            case JsonArray items when IndexIn(items, steps[^1]) is { } index && items[index] is null:
                items[index] = key;
                break;
            default:
                throw new InvalidDataException($"\"map\" names \"{path}\", where no file can go.");
        }
    }

    private static JsonNode? Step(JsonNode? node, string step) => node switch
    {
        JsonObject fields => fields[step],
        JsonArray items when IndexIn(items, step) is { } index => items[index],
        _ => null,
    };

    private static int? IndexIn(JsonArray items, string step) =>
        int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < items.Count
            ? index
            : null;
}

/// <summary>The services of a request that came with files.</summary>
internal sealed class UploadServices(IServiceProvider services, UploadedFiles files) : IServiceProvider
{
    public object? GetService(Type serviceType) =>
        serviceType == typeof(UploadedFiles) ? files : services.GetService(serviceType);
}
