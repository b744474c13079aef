namespace Attribution.Domain.Access;

/// <summary>The part of any stored record that decides who may see it.</summary>
public sealed record AccessRecord(TenantId Tenant, Handling Handling)
{
    internal string Text(RecordField field) => field switch
    {
        RecordField.Tenant => Tenant.Value,
        RecordField.Owner => Handling.Owner.Value,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Not a single text."),
    };

    internal IEnumerable<string> List(RecordField field) => field switch
    {
        RecordField.SharedWith => Handling.SharedWith.OrEmpty().Select(organisation => organisation.Value),
        RecordField.ReleasableTo => Handling.ReleasableTo.OrEmpty(),
        RecordField.Recipients => Handling.Recipients.OrEmpty(),
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Not a list."),
    };
}
