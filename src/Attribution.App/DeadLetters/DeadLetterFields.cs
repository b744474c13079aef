using Attribution.App.Access;
using Attribution.App.Lists;
using Attribution.Domain.Access;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.DeadLetters;

/// <summary>The fields of <c>dead-letters.graphql</c>.</summary>
internal sealed class DeadLetterFields(DeadLetterQueries queries, DeadLetterDesk desk)
{
    internal void Bind(SchemaBindings schema)
    {
        BindInputs(schema);
        BindTypes(schema);
        schema.Object<Root>("Query")
            .ConnectionField("deadLetters", queries.Letters, permission: Permission.Decide);
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

    private static void BindInputs(SchemaBindings schema)
    {
        FilterInput.Bind(schema, "DeadLetterFilterInput", DeadLetterQueries.Filters);
        OrderInput.Bind(schema, "DeadLetterSortInput", DeadLetterQueries.Keys);
        Connection.BindTypes<DeadLetterView>(schema, "DeadLetter");
        schema.InputObject<DeadLettersInput>("DeadLettersInput", input =>
        {
            var where = input.Field("where", Input.Of<Filter>());
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
                    letters,
                    await queries.InterventionsAsync(letters.Select(letter => letter.Id), call.Cancellation))));
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

internal sealed record DeadLettersInput(Filter Where, string Reason);

internal sealed record EditDeadLetterInput(Guid Id, string Body, string? Type, string Reason);
