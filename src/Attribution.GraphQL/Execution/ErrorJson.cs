using System.Text.Json;
using Attribution.GraphQL.Errors;

namespace Attribution.GraphQL.Execution;

/// <summary>Errors as a response shows them (section 7.1.2 "Errors").</summary>
internal static class ErrorJson
{
    public static void Write(JsonOutput output, IReadOnlyList<GraphQLError> errors)
    {
        var separator = (byte)'[';
        foreach (var error in errors)
        {
            output.WriteRaw(separator);
            Write(output, error);
            separator = (byte)',';
        }

        output.WriteRaw((byte)']');
    }

    private static void Write(JsonOutput output, GraphQLError error)
    {
        output.WriteRaw("{\"message\":"u8);
        output.WriteString(error.Message);
        WriteLocations(output, error.Locations);
        WritePath(output, error.Path);
        output.WriteRaw(",\"extensions\":{\"code\":"u8);
        output.WriteString(error.Code);
        foreach (var (name, value) in error.Extensions)
        {
            output.WriteRaw((byte)',');
            output.WriteString(name);
            output.WriteRaw((byte)':');
            output.WriteRaw(JsonSerializer.SerializeToUtf8Bytes(value));
        }

        output.WriteRaw("}}"u8);
    }

    private static void WriteLocations(JsonOutput output, IReadOnlyList<SourceLocation> locations)
    {
        if (locations.Count == 0)
        {
            return;
        }

        output.WriteRaw(",\"locations\":"u8);
        var separator = (byte)'[';
        foreach (var location in locations)
        {
            output.WriteRaw(separator);
            output.WriteRaw("{\"line\":"u8);
            output.WriteFormatted(location.Line);
            output.WriteRaw(",\"column\":"u8);
            output.WriteFormatted(location.Column);
            output.WriteRaw((byte)'}');
            separator = (byte)',';
        }

        output.WriteRaw((byte)']');
    }

    private static void WritePath(JsonOutput output, IReadOnlyList<object> path)
    {
        if (path.Count == 0)
        {
            return;
        }

        output.WriteRaw(",\"path\":"u8);
        WritePathSegments(output, path);
    }

    /// <summary>A path as a JSON array; empty for the response itself.</summary>
    public static void WritePathSegments(JsonOutput output, IReadOnlyList<object> path)
    {
        output.WriteRaw((byte)'[');
        for (var index = 0; index < path.Count; index++)
        {
            if (index > 0)
            {
                output.WriteRaw((byte)',');
            }

            if (path[index] is int position)
            {
                output.WriteFormatted(position);
            }
            else
            {
                output.WriteString((string)path[index]);
            }
        }

        output.WriteRaw((byte)']');
    }
}
