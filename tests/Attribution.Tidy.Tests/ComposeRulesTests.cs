namespace Attribution.Tidy.Tests;

public sealed class ComposeRulesTests
{
    private const string Compose = """
        services:
          api:
            build:
              context: .
              dockerfile: ops/Dockerfile
            env_file: [ops/api.env]
            volumes:
              - ./ops/prometheus.yml:/etc/prometheus.yml:ro
              - data:/var/lib/data
              - type: bind
                source: ./ops/dashboards
                target: /dashboards
          worker:
            build: ./worker
        configs:
          collector:
            file: ./ops/collector.yaml
        volumes:
          data:
        """;

    [Fact]
    public void What_is_not_yaml_is_found_with_its_line()
    {
        var open = ComposeRules.Unreadable(new("a.yml", "a: 1\nb: \"never closed\nc: 3\n")).ShouldHaveSingleItem();
        open.Line.ShouldBe(2);
        ComposeRules.Unreadable(new("a.yml", "a: 1\nb: [2\nc: 3\n")).ShouldHaveSingleItem();
        ComposeRules.Unreadable(new("a.yml", "a: 1\n---\nb: [2]\n")).ShouldBeEmpty();
    }

    [Fact]
    public void Every_path_that_a_compose_file_takes_from_the_repository_is_looked_for() =>
        ComposeRules.MissingPaths(new("docker-compose.yml", Compose), _ => false)
            .Select(finding => finding.Problem).Order().ShouldBe(
            [
                "./ops/collector.yaml does not exist", "./ops/dashboards does not exist",
                "./ops/prometheus.yml does not exist", "./worker does not exist", "./worker/Dockerfile does not exist",
                ". does not exist", "./ops/Dockerfile does not exist", "ops/api.env does not exist",
            ], ignoreOrder: true);

    [Fact]
    public void What_is_there_is_not_reported() =>
        ComposeRules.MissingPaths(new("docker-compose.yml", Compose), _ => true).ShouldBeEmpty();

    [Fact]
    public void Every_yaml_file_can_be_read() =>
        Checkout.ShouldBeClean(Checkout.With(".yml", ".yaml").SelectMany(ComposeRules.Unreadable));

    [Fact]
    public void Compose_files_find_what_they_need() =>
        Checkout.ShouldBeClean(
            Checkout.With(".yml", ".yaml")
                .Where(file => file.Name.Contains("compose", StringComparison.Ordinal))
                .SelectMany(file => ComposeRules.MissingPaths(file, Checkout.Holds)));
}
