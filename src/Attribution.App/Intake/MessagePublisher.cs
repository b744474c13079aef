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
        ImmutableSortedDictionary<string, string> attributes, Principal publisher, Tlp label) => attributes
        .SetItem(Attribute, JsonSerializer.Serialize(Of(publisher), StoredJson.Contract.MessagePublisher))
        .SetItem(OrganisationAttribute, publisher.Organisation.Value)
        .SetItem(LabelAttribute, ((int)label).ToString(CultureInfo.InvariantCulture));

    /// <summary>The principal on whose behalf a message is handled; null when no door signed it.</summary>
    internal static Principal? Of(Envelope message)
    {
        if (message.Extensions.GetValueOrDefault(Attribute) is not { } json)
        {
            return null;
        }

        return JsonSerializer.Deserialize(json, StoredJson.Contract.MessagePublisher)!
            .ToPrincipal(new TenantId(message.TenantId));
    }

    /// <summary>A principal with the rights it has now, to act for it later.</summary>
    internal static MessagePublisher Of(Principal principal) => new(
        principal.Subject,
        principal.Organisation.Value,
        principal.Clearance,
        principal.Countries,
        principal.Roles,
        [.. principal.ClientOf.Select(owner => owner.Value)]);

    /// <summary>The principal in its tenant.</summary>
    internal Principal ToPrincipal(TenantId tenant) => new(
        Subject,
        tenant,
        new OrganisationId(Organisation),
        Clearance,
        Countries,
        Roles,
        [.. ClientOf.Select(owner => new OrganisationId(owner))]);
}
