using Attribution.EventStore;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Types.Binding;
using NodaTime;

namespace Attribution.App.History;

/// <summary>The moment as of which a caller wants to see something: an instant or a version.</summary>
internal readonly record struct Moment(Instant? At, int? Version)
{
    internal bool IsNow => At is null && Version is null;

    /// <summary>The part of a stream that had happened by then.</summary>
    internal StreamRange Range => new(ToVersion: Version ?? long.MaxValue, UpTo: At);

    /// <summary>Whether a page of this version is the answer: a version that is still to come has none.</summary>
    internal bool Allows(long version) => Version is not { } wanted || wanted == version;

    /// <summary>Declares the arguments <c>asOf</c> and <c>version</c> of a field.</summary>
    internal static Func<FieldCall, Moment> Arguments<TParent>(FieldBuilder<TParent> field)
        where TParent : notnull
    {
        var asOf = field.Argument("asOf", Input.NullableValue<Instant>());
        var version = field.Argument("version", Input.NullableValue<int>());
        return call => new Moment(call.Get(asOf), call.Get(version)).Checked();
    }

    private Moment Checked() => this switch
    {
        { At: not null, Version: not null } =>
            throw new GraphQLException("Give asOf or version, not both.", "BAD_USER_INPUT"),
        { Version: < 1 } => throw new GraphQLException("Versions count from 1.", "BAD_USER_INPUT"),
        _ => this,
    };
}
