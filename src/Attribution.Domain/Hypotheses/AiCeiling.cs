namespace Attribution.Domain.Hypotheses;

/// <summary>
/// How far machines can carry a hypothesis alone. Until an analyst has reviewed it, nothing a machine contributed
/// lifts a hypothesis above this value: not as the one who proposed it, not through its evidence, through any door.
/// </summary>
public static class AiCeiling
{
    public const int Value = 60;
}
