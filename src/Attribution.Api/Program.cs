using System.CommandLine;
using Attribution.Api.CommandLine;

var root = new RootCommand("Attribution: threat-campaign tracking and attribution on an event log.")
{
    DemoCommand.Create(),
    ServeCommand.Create(),
    ImportCommand.Create(),
    ExportCommand.Create(),
    MessagesCommand.Create(),
    AttackCommand.Create(),
    MigrateCommand.Create(),
    RebuildCommand.Create(),
    TokenCommand.Create(),
    SchemaCommand.Create(),
};

try
{
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception error) when (OperatorProblem.Of(error) is { } problem)
{
    // What an operator can mend is said in one sentence, without a stack trace.
    Console.Error.WriteLine(problem);
    return 1;
}
