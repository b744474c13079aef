using Attribution.App.Access;
using Attribution.App.Pipeline;
using Attribution.Domain;
using Attribution.Domain.Access;
using Attribution.Domain.Infrastructure;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Types.Binding;
using NodaTime;

namespace Attribution.App.Infrastructure;

/// <summary>The mutations of <c>infrastructure.graphql</c>. Which label a command is about follows from subject and
/// audience, so they name no id.</summary>
internal sealed class LabellingFields(CommandHandling commands)
{
    internal void Bind(SchemaBindings schema)
    {
        BindInputs(schema);
        Define<ClassifyInput>(schema, "classifyInfrastructure", Permission.Contribute, (input, label, by, at) =>
            new ClassifyInfrastructure(
                label.Id,
                label.Tenant,
                input.Target.Subject,
                new InfrastructureFacts(
                    [.. input.Types], [.. input.Phases], [.. input.Ports], input.Confidence, by.Source),
                label.Handling,
                by,
                at));
        Define<RelabelInput>(schema, "relabelInfrastructure", Permission.Edit, (input, label, by, at) =>
            new RelabelInfrastructure(
                label.Id, label.Tenant, input.Target.Subject, input.Role, input.Reason, label.Handling, by, at));
        schema.Object<CommandPayload<InfrastructureView>>("InfrastructurePayload")
            .NullableField("infrastructure", payload =>
                payload.Page is { } page ? LabelledInfrastructure.From(page) : null)
            .Field("changed", payload => payload.Changed)
            .ListField("errors", payload => payload.Errors);
    }

    private void Define<T>(
        SchemaBindings schema,
        string name,
        Permission permission,
        Func<T, Label, Author, Instant, ICommand<InfrastructureLabel, InfrastructureEvent>> command)
        where T : ILabelling =>
        schema.Object<Root>("Mutation").Define(name, field =>
        {
            var input = field.Argument("input", Input.Of<LabellingInput<T>>());
            return field.Returns(Output.Of<CommandPayload<InfrastructureView>>())
                .Async((_, call) => HandleAsync(call, name, permission, call.Get(input).Content, command));
        });

    private async ValueTask<CommandPayload<InfrastructureView>> HandleAsync<T>(
        FieldCall call,
        string name,
        Permission permission,
        T input,
        Func<T, Label, Author, Instant, ICommand<InfrastructureLabel, InfrastructureEvent>> command)
        where T : ILabelling
    {
        var (caller, target) = (call.Caller(), input.Target);
        if (!caller.May(permission))
        {
            return CommandPayload<InfrastructureView>.Forbidden(permission);
        }

        var handling = Handling.OwnedBy(caller.Organisation, target.Classification).Normalised(caller.AsAuthor());
        if (Visibility.WriteProblem(caller, handling) is { } problem)
        {
            return CommandPayload<InfrastructureView>.From(
                new CommandOutcome<InfrastructureView>.Refused(problem));
        }

        var subject = InfrastructureSubject.Normalise(target.Subject) ?? "";
        var label = new Label(LabelId.Of(caller.Tenant, subject, handling), caller.Tenant, handling);
        return CommandPayload<InfrastructureView>.From(await commands.HandleAsync(
            InfrastructureAggregate.Definition,
            label.Id,
            caller,
            (by, at) => command(input, label, by, at),
            new CommandContext(target.ExpectedVersion, input.Reason)
            {
                Once = call.KeyOf(name, target.CommandId, input),
            },
            call.Cancellation));
    }

    private static void BindInputs(SchemaBindings schema)
    {
        schema.InputObject<LabellingInput<ClassifyInput>>("ClassifyInfrastructureInput", input =>
        {
            var target = BindTarget(input);
            var (types, phases, ports, confidence) = (
                input.Field("types", Input.List<string>()),
                input.Field("phases", Input.List<string>()),
                input.Field("ports", Input.List<int>()),
                input.Field("confidence", Input.NullableValue<int>()));
            return values => new LabellingInput<ClassifyInput>(new ClassifyInput(
                target(values), values.Get(types), values.Get(phases), values.Get(ports), values.Get(confidence)));
        });
        schema.InputObject<LabellingInput<RelabelInput>>("RelabelInfrastructureInput", input =>
        {
            var target = BindTarget(input);
            var (role, reason) = (
                input.Field("role", Input.Of<InfrastructureRole>()), input.Field("reason", Input.Of<string>()));
            return values => new LabellingInput<RelabelInput>(
                new RelabelInput(target(values), values.Get(role), values.Get(reason)));
        });
    }

    private static Func<InputValues, Target> BindTarget<T>(InputObjectBinding<LabellingInput<T>> input)
    {
        var (subject, label, version) = (
            input.Field("subject", Input.Of<string>()),
            input.Field("classification", Input.Of<Tlp>()),
            input.Field("expectedVersion", Input.NullableValue<long>()));
        var command = CommandId.Declare(input);
        return values => new Target(
            values.Get(subject), values.Get(label), values.Get(version), values.Get(command));
    }

    private interface ILabelling
    {
        Target Target { get; }

        string? Reason { get; }
    }

    private sealed record LabellingInput<T>(T Content);

    private sealed record Target(
        string Subject, Tlp Classification, long? ExpectedVersion, string? CommandId);

    private sealed record Label(Guid Id, TenantId Tenant, Handling Handling);

    private sealed record ClassifyInput(
        Target Target,
        IReadOnlyList<string> Types,
        IReadOnlyList<string> Phases,
        IReadOnlyList<int> Ports,
        int? Confidence) : ILabelling
    {
        public string? Reason => null;
    }

    private sealed record RelabelInput(Target Target, InfrastructureRole Role, string Reason) : ILabelling;
}
