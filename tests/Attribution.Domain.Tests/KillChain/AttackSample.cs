using Attribution.Domain.KillChain;

namespace Attribution.Domain.Tests.KillChain;

/// <summary>A small release of our own: five tactics in an order that is not alphabetical.</summary>
internal static class AttackSample
{
    public static readonly AttackRelease Release = new(
        AttackDomain.Enterprise,
        "18.1",
        [
            new Tactic("TA0043", "reconnaissance", "Reconnaissance"),
            new Tactic("TA0001", "initial-access", "Initial Access"),
            new Tactic("TA0003", "persistence", "Persistence"),
            new Tactic("TA0006", "credential-access", "Credential Access"),
            new Tactic("TA0011", "command-and-control", "Command and Control"),
            new Tactic("TA0010", "exfiltration", "Exfiltration"),
        ],
        [
            new Technique("T1566", "Phishing", ["TA0001"]),
            new Technique("T1566.001", "Spearphishing Attachment", ["TA0001"]),
            new Technique("T1078", "Valid Accounts", ["TA0003", "TA0001"]),
            new Technique("T1003", "OS Credential Dumping", ["TA0006"]),
            new Technique("T1003.001", "LSASS Memory", []),
            new Technique("T1105", "Ingress Tool Transfer", ["TA0011"]),
            new Technique("T1043", "Commonly Used Port", ["TA0011"], IsDeprecated: true),
            new Technique("T1075", "Pass the Hash", ["TA0006"], IsRevoked: true, RevokedBy: "T1550"),
            new Technique("T1550", "Middle", [], IsRevoked: true, RevokedBy: "T1550.002"),
            new Technique("T1550.002", "Pass the Hash", ["TA0003"]),
            new Technique("T1901", "Circle", ["TA0010"], IsRevoked: true, RevokedBy: "T1902"),
            new Technique("T1902", "Circle", ["TA0010"], IsRevoked: true, RevokedBy: "T1901"),
            new Technique("T1999", "Of another matrix", ["TA0999"]),
        ]);

    public static Progression ChainOf(params string[] techniques) =>
        Progression.Of(Release, techniques.Select(id => new Observation(id)));
}
