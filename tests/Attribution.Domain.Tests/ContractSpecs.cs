using System.Reflection;
using System.Text;

namespace Attribution.Domain.Tests;

/// <summary>
/// What others rely on: the public surface, the codes of refusals, and the events as they are stored.
/// </summary>
public sealed class ContractSpecs
{
    [Fact]
    public void The_public_surface_is_the_approved_one() =>
        Approval.Verify(PublicApi.Of(typeof(Decision).Assembly), "public-api.txt");

    [Fact]
    public void Every_refusal_has_the_approved_code_and_message()
    {
        var refusals = typeof(Decision).Assembly.GetExportedTypes()
            .Where(type => type.Name.EndsWith("Rejection", StringComparison.Ordinal))
            .Where(type => type is { IsAbstract: true, IsSealed: true })
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .SelectMany(type => Refusals(type).Select(refusal => $"{type.Name}.{refusal}"));

        Approval.Verify(string.Join("\n", refusals), "rejections.txt");
    }

    [Fact]
    public void Every_event_is_stored_as_approved()
    {
        var samples = EventSamples.All.Select(happened => $"{NameOf(happened.GetType())} {StoredJson.Write(happened)}");

        Approval.Verify(string.Join("\n\n", samples), "events.txt");
    }

    [Fact]
    public void There_is_a_sample_of_every_event() =>
        typeof(Decision).Assembly.GetExportedTypes()
            .Where(type => type.IsNested && type.DeclaringType!.Name.EndsWith("Event", StringComparison.Ordinal))
            .Except(EventSamples.All.Select(happened => happened.GetType()))
            .ShouldBeEmpty();

    private static string NameOf(Type type) => $"{type.DeclaringType!.Name}.{type.Name}";

    // A refusal is a property, or a method of the texts its message quotes.
    private static IEnumerable<string> Refusals(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Select(method => Written(method.Name.Replace("get_", "", StringComparison.Ordinal), Invoke(method)))
            .Order(StringComparer.Ordinal);

    private static Rejection Invoke(MethodInfo method)
    {
        object[] quoted = [.. method.GetParameters().Select(parameter => $"<{parameter.Name}>")];
        return (Rejection)method.Invoke(null, quoted)!;
    }

    private static string Written(string name, Rejection refusal) =>
        new StringBuilder($"{name}: {refusal.Code}")
            .Append(refusal.Field is null ? "" : $" at {refusal.Field}")
            .Append(": ")
            .Append(refusal.Message)
            .ToString();
}
