using Attribution.App.Storage;
using Attribution.Domain.Access;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Pipeline;

/// <summary>Why a command had no effect, as clients read it.</summary>
internal sealed record CommandError(string Code, string Message, string? Path = null, long? CurrentVersion = null)
{
    /// <summary>The caller's roles do not include it. Which ones do is no secret, and what somebody has to ask
    /// for.</summary>
    internal static CommandError Forbidden(Permission needed)
    {
        var roles = Permissions.Allowing(needed).Select(role => Spelling.Of(role).ToLowerInvariant());
        return new CommandError(
            "FORBIDDEN",
            $"Your roles do not allow this ({string.Join(", ", roles)} do); ask whoever administers your account.");
    }

    /// <summary>What an outcome without effect says; null for one with effect.</summary>
    internal static CommandError? From<TView>(CommandOutcome<TView> outcome)
        where TView : class => outcome switch
        {
            CommandOutcome<TView>.Refused { Rejection: var why } => new CommandError(why.Code, why.Message, why.Field),
            CommandOutcome<TView>.Conflict { ActualVersion: var version } => new CommandError(
                "CONFLICT", "Others changed it meanwhile; read it again and decide again.", CurrentVersion: version),
            CommandOutcome<TView>.KeyTaken => new CommandError(
                "CONFLICT", "Others were faster with something that stands in its way; send it again."),
            CommandOutcome<TView>.IdReused => new CommandError(
                "COMMAND_ID_REUSED",
                "This command id was used for a command with another content; give every command an id of its own.",
                CommandId.InputField),
            CommandOutcome<TView>.Unavailable { MayHaveHappened: true } => new CommandError(
                "UNAVAILABLE", "The database went away while this was being stored: read it before you send it again."),
            CommandOutcome<TView>.Unavailable => new CommandError(
                "UNAVAILABLE", "The database is away and nothing was stored; send it again later."),
            _ => null,
        };

    internal static void Bind(SchemaBindings schema) => schema.Object<CommandError>("CommandError")
        .Field("code", error => error.Code)
        .Field("message", error => error.Message)
        .NullableField("path", error => error.Path)
        .NullableField("currentVersion", error => error.CurrentVersion);
}
