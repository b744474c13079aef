using Attribution.App.Access;
using Attribution.App.Campaigns.CampaignList;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Types.Binding;
using NodaTime;

namespace Attribution.App.DeadLetters;

/// <summary>The fields of <c>dead-letters.graphql</c>.</summary>
internal sealed class DeadLetterFields(DeadLetterQueries queries, DeadLetterDesk desk)
{
    private const int PageSizeMax = 100;

    internal void Bind(SchemaBindings schema)
    {
        BindInputs(schema);
        BindTypes(schema);
        schema.Object<Root>("Query").Define("deadLetters", field =>
        {
            var first = field.Argument<int>("first");
            var after = field.Argument("after", Input.Nullable<string>());
            var where = field.Argument("where", Input.Nullable<DeadLetterWhere>());
            return field.Returns(Output.Of<DeadLetterPage>()).Async((_, call) =>
                ListAsync(call, call.Get(where) ?? new DeadLetterWhere(), call.Get(after), call.Get(first)));
        });
        schema.Object<Root>("Mutation")
            .Define("replayDeadLetters", field =>
            {
                var input = field.Argument<DeadLettersInput>("input");
                return field.Returns(Output.Of<DeadLettersPayload>()).Async(async (_, call) => await desk.ReplayAsync(
                    call.Caller(), call.Get(input).Where, call.Get(input).Reason, call.Cancellation));
            })
            .Define("discardDeadLetter", field =>
            {
                var input = field.Argument<DeadLettersInput>("input");
                return field.Returns(Output.Of<DeadLettersPayload>()).Async(async (_, call) => await desk.DiscardAsync(
                    call.Caller(), call.Get(input).Where, call.Get(input).Reason, call.Cancellation));
            })
            .Define("editDeadLetter", field =>
            {
                var input = field.Argument<EditDeadLetterInput>("input");
                return field.Returns(Output.Of<DeadLettersPayload>()).Async(async (_, call) => await desk.EditAsync(
                    call.Caller(),
                    call.Get(input).Id,
                    call.Get(input).Body,
                    call.Get(input).Type,
                    call.Get(input).Reason,
                    call.Cancellation));
            });
    }

    private async ValueTask<DeadLetterPage> ListAsync(FieldCall call, DeadLetterWhere where, string? after, int first)
    {
        if (!DeadLetterDesk.IsOpenTo(call.Caller()))
        {
            throw new GraphQLException("Your roles do not allow this; ask whoever administers your account.", "FORBIDDEN");
        }

        if (first is < 0 or > PageSizeMax)
        {
            throw new GraphQLException($"first is a number from 0 to {PageSizeMax}.", "BAD_USER_INPUT");
        }

        var place = after is null
            ? null
            : DeadLetterPlace.Read(after)
                ?? throw new GraphQLException("after is no cursor of this list.", "BAD_USER_INPUT");
        return await queries.ListAsync(call.Caller(), where, place, first, call.Cancellation);
    }

    private static void BindInputs(SchemaBindings schema)
    {
        schema.InputObject<DeadLetterWhere>("DeadLetterFilterInput", input =>
        {
            var ids = input.Field("ids", Input.NullableList(Input.Of<Guid>()));
            var queue = input.Field("queue", Input.Nullable<string>());
            var type = input.Field("type", Input.Nullable<string>());
            var code = input.Field("code", Input.Nullable<string>());
            var since = input.Field("since", Input.NullableValue<Instant>());
            var before = input.Field("before", Input.NullableValue<Instant>());
            return values => new DeadLetterWhere(
                values.Get(ids),
                values.Get(queue),
                values.Get(type),
                values.Get(code),
                values.Get(since),
                values.Get(before));
        });
        schema.InputObject<DeadLettersInput>("DeadLettersInput", input =>
        {
            var where = input.Field("where", Input.Of<DeadLetterWhere>());
            var reason = input.Field("reason", Input.Of<string>());
            return values => new DeadLettersInput(values.Get(where), values.Get(reason));
        });
        schema.InputObject<EditDeadLetterInput>("EditDeadLetterInput", input =>
        {
            var id = input.Field("id", Input.Of<Guid>());
            var body = input.Field("body", Input.Of<string>());
            var type = input.Field("type", Input.Nullable<string>());
            var reason = input.Field("reason", Input.Of<string>());
            return values => new EditDeadLetterInput(
                values.Get(id), values.Get(body), values.Get(type), values.Get(reason));
        });
    }

    private void BindTypes(SchemaBindings schema)
    {
        schema.Object<DeadLettersPayload>("DeadLettersPayload")
            .ListField("ids", payload => payload.Ids)
            .ListField("errors", payload => payload.Errors);
        schema.Object<DeadLetterPage>("DeadLetterConnection")
            .ListField<DeadLetterEdge>("edges", page => [.. page.Letters.Select(letter => new DeadLetterEdge(letter))])
            .ListField("nodes", page => page.Letters)
            .Field("pageInfo", page => new PageInfo(
                page.HasNextPage, page.Letters is [.., var last] ? DeadLetterPlace.Of(last) : null));
        schema.Object<DeadLetterEdge>("DeadLetterEdge")
            .Field("cursor", edge => DeadLetterPlace.Of(edge.Node))
            .Field("node", edge => edge.Node);
        schema.Object<DeadLetterView>("DeadLetter")
            .Field("id", letter => letter.Id)
            .Field("queue", letter => letter.Queue)
            .Field("source", letter => letter.Source)
            .Field("eventId", letter => letter.EventId)
            .Field("type", letter => letter.Type)
            .NullableField("subject", letter => letter.Subject)
            .NullableField("attributes", letter => letter.Attributes)
            .Field("body", letter => letter.Body)
            .Field("isReadable", letter => letter.IsReadable)
            .Field("attemptCount", letter => letter.AttemptCount)
            .Field("acceptedAt", letter => letter.AcceptedAt)
            .Field("diedAt", letter => letter.DiedAt)
            .Field("code", letter => letter.Code)
            .NullableField("detail", letter => letter.Detail)
            .Define("attempts", field => field.Returns(Output.List<FailedAttemptView>())
                .Batch(async (letters, call) => Each(
                    letters, await queries.AttemptsAsync(letters.Select(letter => letter.Id), call.Cancellation))))
            .Define("interventions", field => field.Returns(Output.List<InterventionView>())
                .Batch(async (letters, call) => Each(
                    letters, await queries.InterventionsAsync(letters.Select(letter => letter.Id), call.Cancellation))));
        schema.Object<FailedAttemptView>("FailedAttempt")
            .Field("attempt", failed => failed.Attempt)
            .Field("failedAt", failed => failed.FailedAt)
            .Field("code", failed => failed.Code)
            .Field("detail", failed => failed.Detail)
            .NullableField("stack", failed => failed.Stack);
        schema.Object<InterventionView>("DeadLetterIntervention")
            .Field("kind", done => done.Kind)
            .Field("madeAt", done => done.MadeAt)
            .Field("madeBy", done => done.MadeBy)
            .Field("reason", done => done.Reason)
            .NullableField("replacedBody", done => done.ReplacedBody);
    }

    private static IReadOnlyList<IReadOnlyList<T>> Each<T>(
        IReadOnlyList<DeadLetterView> letters, ILookup<Guid, T> found) =>
        [.. letters.Select(IReadOnlyList<T> (letter) => [.. found[letter.Id]])];
}

internal sealed record DeadLetterEdge(DeadLetterView Node);

internal sealed record DeadLettersInput(DeadLetterWhere Where, string Reason);

internal sealed record EditDeadLetterInput(Guid Id, string Body, string? Type, string Reason);
