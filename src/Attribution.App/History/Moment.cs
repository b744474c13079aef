using Attribution.EventStore;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Types.Binding;
using NodaTime;

namespace Attribution.App.History;

/// <summary>The moment as of which a caller wants to see something: an instant or a version.</summary>
internal sealed record Moment(Instant? At, int? Version)
{
    internal bool IsNow => At is null && Version is null;

    /// <summary>How many events of a stream had happened by then: what was known at an instant is a prefix of the
    /// stream, whatever clocks did later. None for a version that is still to come.</summary>
    internal int Before(IReadOnlyList<RecordedEvent> stream) => Version is { } version
        ? version <= stream.Count ? version : 0
        : stream.TakeWhile(Includes).Count();

    /// <summary>Whether an event had happened by then, if all those before it in its stream had.</summary>
    internal bool Includes(RecordedEvent happened) =>
        Version is { } version ? happened.Version <= version : happened.RecordedAt <= At;

    /// <summary>An instant, or now.</summary>
    internal static Moment AsOf(Instant? at) => new(at, null);

    /// <summary>The day whose rights are asked for; null when it is today.</summary>
    /// <exception cref="GraphQLException"><c>BAD_USER_INPUT</c>: no day was said.</exception>
    internal Instant? DayOf(Rights rights) => rights == Rights.Today
        ? null
        : At ?? throw new GraphQLException("Say asOf: rights of that day need a day.", "BAD_USER_INPUT");

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
