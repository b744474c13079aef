using System.Text.Json.Serialization;

namespace Attribution.Domain.Access;

/// <summary>One customer of the installation. Nothing is ever visible across tenants.</summary>
[JsonConverter(typeof(TextValueConverter<TenantId>))]
public readonly record struct TenantId(string Value) : ITextValue<TenantId>
{
    public static TenantId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>An organisation within a tenant: it owns records, and records are shared with it.</summary>
[JsonConverter(typeof(TextValueConverter<OrganisationId>))]
public readonly record struct OrganisationId(string Value) : ITextValue<OrganisationId>
{
    public static OrganisationId From(string value) => new(value);

    public override string ToString() => Value;
}
