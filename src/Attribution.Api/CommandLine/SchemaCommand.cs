using System.CommandLine;
using Attribution.App;
using Attribution.GraphQL.Sdl;

namespace Attribution.Api.CommandLine;

/// <summary><c>attribution schema</c>: prints the GraphQL schema.</summary>
internal static class SchemaCommand
{
    internal static Command Create()
    {
        var command = new Command("schema", "Prints the GraphQL schema as SDL.");
        command.SetAction(_ => Console.Write(PrintSchema.From(AttributionSystem.BuildSchema())));
        return command;
    }
}
