using Attribution.Domain.Access;

namespace Attribution.App.Access.Audit;

/// <summary>A page of a record whose reading is worth an entry in the audit of access.</summary>
internal interface IAuditedRecord
{
    /// <summary>The record.</summary>
    Guid Id { get; }

    /// <summary>Where it belongs: its auditors see who read it.</summary>
    TenantId Tenant { get; }

    /// <summary>What it is: <c>campaign</c>.</summary>
    string RecordType { get; }

    /// <summary>The campaign that is read with it; null when it says nothing of one.</summary>
    Guid? Campaign => null;

    /// <summary>The label of that campaign; null where the page does not say it.</summary>
    Tlp? Label => null;

    /// <summary>Whether it is recorded whatever its label, and when it says nothing of a campaign: today's rights did
    /// not decide, or an auditor took it along.</summary>
    bool IsRecordedAlways => false;
}
