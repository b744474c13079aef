using Attribution.Domain.Access;

namespace Attribution.Domain.Infrastructure;

/// <summary>
/// Which label a command is about. A subject has one label for each audience: who may write to an audience may read it,
/// so nobody ever meets a label that is hidden from him, and nobody learns from a refusal that there is one.
/// </summary>
public static class LabelId
{
    private static readonly Guid Space = new("5d1f2c06-7a53-5c1e-9b0a-1c4f0d2e8a77");

    /// <param name="tenant">Whose.</param>
    /// <param name="subject">The subject's STIX id in its one spelling.</param>
    /// <param name="handling">The audience, normalised.</param>
    public static Guid Of(TenantId tenant, string subject, Handling handling) => NameBasedId.Create(
        Space,
        string.Join('\n', [tenant.Value, handling.Owner.Value, handling.Tlp.Print(), subject, .. handling.Recipients]));
}
