namespace Attribution.Domain.Tests.Access;

public sealed class SourceSpecs
{
    [Theory]
    [InlineData("analyst", Source.Analyst)]
    [InlineData("Analyst", Source.Analyst)]
    [InlineData("cluster_detector", Source.ClusterDetector)]
    [InlineData("Cluster-Detector", Source.ClusterDetector)]
    [InlineData("AI_COPILOT", Source.AiCopilot)]
    [InlineData("gpt", Source.AiCopilot)]
    [InlineData("!", Source.AiCopilot)]
    [InlineData(" ", null)]
    [InlineData(null, null)]
    public void A_declared_source_that_is_not_plainly_an_analyst_is_a_machine(string? text, Source? source) =>
        Sources.Declared(text).ShouldBe(source);

    [Theory]
    [InlineData(Source.Analyst, null, Source.Analyst)]
    [InlineData(Source.Analyst, Source.AiCopilot, Source.AiCopilot)]
    [InlineData(Source.AiCopilot, Source.Analyst, Source.AiCopilot)]
    [InlineData(Source.ClusterDetector, Source.Analyst, Source.ClusterDetector)]
    public void A_declared_source_lowers_trust_and_never_raises_it(Source own, Source? declared, Source counts) =>
        own.LoweredTo(declared).ShouldBe(counts);
}
