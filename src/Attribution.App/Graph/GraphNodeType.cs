namespace Attribution.App.Graph;

/// <summary>What kind of thing a node is.</summary>
internal enum GraphNodeType
{
    Campaign,
    Actor,
    Technique,
    Indicator,
    Infrastructure,
    Malware,
    Tool,
    Vulnerability,
    Location,
    Identity,
    Investigation,
}
