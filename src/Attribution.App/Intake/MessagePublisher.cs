using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Attribution.Messaging;

namespace Attribution.App.Intake;

/// <summary>
/// Whose message it is and with what rights it is handled, written beside it by the door that checked the publisher's
/// token. Attributes of these names that a publisher sends are overwritten.
/// </summary>
internal sealed record MessagePublisher(
    string Subject,
    string Organisation,
    Tlp Clearance,
    ImmutableArray<string> Countries,
    ImmutableArray<Role> Roles,
    ImmutableArray<string> ClientOf)
{
    /// <summary>The publisher, as JSON.</summary>
    internal const string Attribute = "publisher";

    /// <summary>Who may look at the message: the publisher's organisation.</summary>
    internal const string OrganisationAttribute = "organisation";

    /// <summary>Who may look at the message: the number of its TLP label.</summary>
    internal const string LabelAttribute = "tlp";

    /// <summary>The attributes of a message with those that the door writes.</summary>
    internal static ImmutableSortedDictionary<string, string> Sign(
        ImmutableSortedDictionary<string, string> attributes, Principal publisher, Tlp label)
    {
        var written = new MessagePublisher(
            publisher.Subject,
            publisher.Organisation.Value,
            publisher.Clearance,
            publisher.Countries,
            publisher.Roles,
            [.. publisher.ClientOf.Select(owner => owner.Value)]);
        return attributes
            .SetItem(Attribute, JsonSerializer.Serialize(written, StoredJson.Contract.MessagePublisher))
            .SetItem(OrganisationAttribute, publisher.Organisation.Value)
            .SetItem(LabelAttribute, ((int)label).ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The principal on whose behalf a message is handled; null when no door signed it.</summary>
    internal static Principal? Of(Envelope message)
    {
        if (message.Extensions.GetValueOrDefault(Attribute) is not { } json)
        {
            return null;
        }

        var written = JsonSerializer.Deserialize(json, StoredJson.Contract.MessagePublisher)!;
        return new Principal(
            written.Subject,
            new TenantId(message.TenantId),
            new OrganisationId(written.Organisation),
            written.Clearance,
            written.Countries,
            written.Roles,
            [.. written.ClientOf.Select(owner => new OrganisationId(owner))]);
    }
}
