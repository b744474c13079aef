namespace Attribution.Domain.Hypotheses;

/// <summary>Every refusal that the state of a hypothesis can cause. Codes are part of the public contract.</summary>
public static class HypothesisRejection
{
    public static Rejection NotFound => new("HYPOTHESIS_NOT_FOUND", "There is no such hypothesis.");

    public static Rejection AlreadyExists =>
        new("HYPOTHESIS_EXISTS", "Another hypothesis has this id; choose a new one.", "id");

    public static Rejection InvalidId => new("INVALID_ID", "A hypothesis needs an id of its own.", "id");

    public static Rejection TenantRequired => new("TENANT_REQUIRED", "The token names no tenant.", "tenant");

    public static Rejection CampaignNotFound => new("CAMPAIGN_NOT_FOUND", "There is no such campaign.", "campaign");

    public static Rejection CampaignConcluded =>
        new("CAMPAIGN_CONCLUDED", "The campaign is concluded and takes no new evidence; resurface it as a new one.");

    public static Rejection InvalidActor =>
        new("INVALID_ACTOR", "An actor is named by its STIX id, threat-actor--UUID or intrusion-set--UUID.", "actor");

    public static Rejection Resolved =>
        new("HYPOTHESIS_RESOLVED", "The hypothesis is resolved; reopen it, with a reason, before changing it.");

    public static Rejection NotSupportedByEvidence =>
        new("NO_SUPPORTING_EVIDENCE", "Support it with an item of evidence before resolving it as SUPPORTED.");

    public static Rejection NotAResolution =>
        new("INVALID_RESOLUTION", "Use SUPPORTED, REFUTED or INCONCLUSIVE; reopen is its own command.", "resolution");

    public static Rejection AnalystRequired =>
        new("ANALYST_REQUIRED", "Only an analyst decides this; a machine proposes and contributes evidence.");

    public static Rejection ReviewRequired =>
        new(
            "REVIEW_REQUIRED",
            $"Above {AiCeiling.Value} only after an analyst has reviewed what machines contributed; review it first.",
            "value");

    public static Rejection EvidenceIdRequired =>
        new("INVALID_ID", "An item of evidence needs an id of its own.", "evidence.id");

    public static Rejection EvidenceIdTaken =>
        new("EVIDENCE_ID_TAKEN", "Another item of evidence has this id; choose a new one.", "evidence.id");

    public static Rejection EvidenceNotFound =>
        new("EVIDENCE_NOT_FOUND", "The hypothesis has no such item of evidence.", "evidence");

    public static Rejection InvalidStance => new("INVALID_STANCE", "Use SUPPORTS or CONTRADICTS.", "evidence.stance");

    public static Rejection InvalidConsistency =>
        new("INVALID_CONSISTENCY", "Use CONSISTENT, INCONSISTENT, NEUTRAL or NOT_APPLICABLE.", "consistency");

    public static Rejection TooManyArtifacts =>
        new("TOO_MANY_ITEMS", $"At most {EvidenceItem.ArtifactsMax} artifacts per item.", "evidence.artifacts");

    public static Rejection WeightOutOfRange =>
        new("WEIGHT_OUT_OF_RANGE", $"Weight is a number from 1 to {EvidenceItem.WeightMax}.", "evidence.weight");
}
