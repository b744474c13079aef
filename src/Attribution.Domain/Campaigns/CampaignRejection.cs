namespace Attribution.Domain.Campaigns;

/// <summary>Every refusal that the state of a campaign can cause. Codes are part of the public contract.</summary>
public static class CampaignRejection
{
    public static Rejection NotFound => new("CAMPAIGN_NOT_FOUND", "There is no such campaign.");

    public static Rejection AlreadyExists =>
        new("CAMPAIGN_EXISTS", "Another campaign has this id; choose a new one.", "id");

    public static Rejection Concluded =>
        new("CAMPAIGN_CONCLUDED", "The campaign is concluded and takes no more changes; resurface it as a new one.");

    public static Rejection NotConcluded =>
        new("CAMPAIGN_NOT_CONCLUDED", "Only a concluded campaign resurfaces; change this one as it is.", "campaign");

    public static Rejection NotYetActive =>
        new("CAMPAIGN_NOT_ACTIVE", "A suspected campaign cannot go dormant; activate or conclude it.");

    public static Rejection NotDormant =>
        new("CAMPAIGN_NOT_DORMANT", "A suspected campaign was never active; activate it.");

    public static Rejection InvalidId => new("INVALID_ID", "A campaign id is a UUID of version 4.", "id");

    public static Rejection TenantRequired => new("TENANT_REQUIRED", "The token names no tenant.", "tenant");

    public static Rejection ParentNotFound =>
        new("PARENT_NOT_FOUND", "There is no such parent campaign.", "parentCampaign");

    public static Rejection ParentCycle =>
        new("PARENT_CYCLE", "A campaign cannot lie below itself; choose another parent.", "parentCampaign");

    public static Rejection ClusterTaken =>
        new("CLUSTER_TAKEN", "Another campaign holds this cluster; unlink it there first.", "clusterId");

    public static Rejection ClusterTooNarrow => new(
        "CLUSTER_TOO_NARROW",
        "The cluster has a narrower label than the campaign, whose readers would see it; reclassify the campaign.",
        "classification");

    public static Rejection TooManyAliases =>
        new("TOO_MANY_ITEMS", $"At most {CampaignProfile.AliasesMax} aliases are kept.", "aliases");

    public static Rejection TooManyObjectives =>
        new("TOO_MANY_ITEMS", $"At most {CampaignProfile.ObjectivesMax} objectives are kept.", "objectives");

    public static Rejection UnknownThreatLevel =>
        new("INVALID_THREAT_LEVEL", "Use LOW, MEDIUM, HIGH or CRITICAL.", "threatLevel");

    public static Rejection UnknownField =>
        new("INVALID_FIELD", "Use NAME, ALIASES, DESCRIPTION or OBJECTIVES.", "field");

    public static Rejection DuplicateAlias(string alias, string field) =>
        new("DUPLICATE_ALIAS", $"\"{alias}\" is the campaign's name or another alias already; leave it out.", field);

    public static Rejection InvalidTarget(string field) =>
        new("INVALID_TARGET", "A target is a sector, a country or an organisation.", field);

    public static Rejection InvalidIndicator(string field) =>
        new("INVALID_INDICATOR", "An indicator is named by its STIX id, indicator--UUID.", field);

    public static Rejection InvalidActor(string field) =>
        new("INVALID_ACTOR", "An actor is named by its STIX id, threat-actor--UUID or intrusion-set--UUID.", field);

    public static Rejection InvalidTechnique(string field) =>
        new("INVALID_TECHNIQUE", "A technique is named by its ATT&CK id, such as T1003 or T1003.001.", field);

    public static Rejection UnknownTechnique(string id, string field) =>
        new("UNKNOWN_TECHNIQUE", $"No loaded ATT&CK release knows {id}; import the release that does.", field);
}
