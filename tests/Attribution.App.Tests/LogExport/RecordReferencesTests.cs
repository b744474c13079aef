using System.Text.Json;
using System.Text.Json.Serialization;
using Attribution.App.LogExport;
using Attribution.Domain.Campaigns;

namespace Attribution.App.Tests.LogExport;

public sealed class RecordReferencesTests
{
    // What has an id of its own, or one that only means something in its own stream.
    private static readonly string[] OfTheirOwn = ["id", "evidence"];

    [Fact]
    public void Every_id_in_an_event_is_its_own_or_a_reference_that_can_be_withheld()
    {
        var events = typeof(CampaignEvent).Assembly.GetTypes()
            .Where(type => type.DeclaringType is { IsAbstract: true } holder
                && holder.Name.EndsWith("Event", StringComparison.Ordinal));

        var ids = events.SelectMany(type => IdsOf(type, [])).Distinct().Order(StringComparer.Ordinal).ToArray();

        ids.ShouldContain("parentCampaign");
        ids.Except(OfTheirOwn).ShouldBe(RecordReferences.Names.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> IdsOf(Type type, HashSet<Type> above)
    {
        if (!above.Add(type))
        {
            yield break;
        }

        foreach (var property in type.GetProperties().Where(property => property.GetIndexParameters().Length == 0
            && !Attribute.IsDefined(property, typeof(JsonIgnoreAttribute))))
        {
            var inner = Element(property.PropertyType);
            if (inner == typeof(Guid))
            {
                yield return JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            }
            else if (inner.Namespace?.StartsWith("Attribution.", StringComparison.Ordinal) == true && !inner.IsEnum)
            {
                foreach (var id in IdsOf(inner, above))
                {
                    yield return id;
                }
            }
        }
    }

    private static Type Element(Type type) => Nullable.GetUnderlyingType(type) is { } value
        ? Element(value)
        : type.IsGenericType ? Element(type.GetGenericArguments()[^1]) : type;
}
