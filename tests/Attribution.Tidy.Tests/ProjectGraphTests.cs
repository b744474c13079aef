namespace Attribution.Tidy.Tests;

/// <summary>
/// The projects and their directions: the host knows the application, the application knows the leaves, and the leaves
/// know nothing of ours. A new line here is a decision about the architecture.
/// </summary>
public sealed class ProjectGraphTests
{
    private static readonly string[] Leaves =
    [
        "Attribution.Domain", "Attribution.EventStore", "Attribution.Messaging", "Attribution.GraphQL",
        "Attribution.Stix", "Attribution.EmbeddedPostgres",
    ];

    private static readonly Dictionary<string, (string[] References, string[] Packages)> Sources = new()
    {
        ["Attribution.Domain"] = ([], ["NodaTime"]),
        ["Attribution.EventStore"] = ([], ["NodaTime", "Npgsql"]),
        ["Attribution.Messaging"] = ([], ["NodaTime", "Npgsql", "RabbitMQ.Client"]),
        ["Attribution.GraphQL"] = ([], ["NodaTime"]),
        ["Attribution.Stix"] = ([], ["NodaTime"]),
        ["Attribution.EmbeddedPostgres"] = ([], []),
        ["Attribution.App"] = (Leaves, ["NodaTime", "Npgsql"]),
        ["Attribution.Api"] = (
            ["Attribution.App"],
            [
                "Microsoft.AspNetCore.Authentication.JwtBearer", "System.CommandLine",
                "OpenTelemetry.Extensions.Hosting", "OpenTelemetry.Exporter.OpenTelemetryProtocol",
                "OpenTelemetry.Instrumentation.AspNetCore",
            ]),
    };

    /// <summary>Test projects that are not the tests of one source project.</summary>
    private static readonly Dictionary<string, string[]> OtherTestProjects = new(StringComparer.Ordinal)
    {
        ["Attribution.Testing"] = ["Attribution.Domain", "Attribution.EmbeddedPostgres"],
        ["Attribution.Benchmarks"] =
        [
            "Attribution.Api", "Attribution.App", "Attribution.EventStore", "Attribution.Messaging",
            "Attribution.GraphQL", "Attribution.EmbeddedPostgres", "Attribution.Messaging.Tests",
        ],
        ["Attribution.Tidy.Tests"] = [],
    };

    /// <summary>Programs that the tests of a source project start as processes of their own.</summary>
    private static readonly Dictionary<string, string[]> SoakPrograms = new(StringComparer.Ordinal)
    {
        ["Attribution.EventStore"] = ["Attribution.Benchmarks"],
        ["Attribution.Api"] = ["Attribution.Benchmarks"],
    };

    private static readonly IReadOnlyList<Project> Projects = Checkout.With(".csproj").Select(Project.Parse).ToList();

    [Fact]
    public void A_wrong_reference_a_missing_one_and_a_wrong_package_are_found()
    {
        var project = Project.Parse(new TextFile("src/A/A.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <ItemGroup>
                <ProjectReference Include="..\B\B.csproj" />
                <PackageReference Include="AutoMapper" />
              </ItemGroup>
            </Project>
            """));

        ProjectGraph.Differences(project, ["C"], ["NodaTime"]).Select(finding => finding.ToString()).ShouldBe(
        [
            "src/A/A.csproj: may not reference B", "src/A/A.csproj: is meant to reference C",
            "src/A/A.csproj: may not use the package AutoMapper",
        ]);
        ProjectGraph.Differences(project, ["B"], ["AutoMapper", "NodaTime"]).ShouldBeEmpty();
    }

    [Fact]
    public void The_source_projects_are_these_and_know_only_what_they_may()
    {
        var sources = Projects.Where(project => project.Path.StartsWith("src/", StringComparison.Ordinal)).ToList();

        sources.Select(project => project.Name).Order().ShouldBe(Sources.Keys.Order());
        Checkout.ShouldBeClean(sources.SelectMany(project => ProjectGraph.Differences(
            project, Sources[project.Name].References, Sources[project.Name].Packages)));
    }

    [Fact]
    public void Every_source_project_has_a_test_project_that_knows_its_subject()
    {
        foreach (var source in Sources.Keys)
        {
            var tests = Projects.Where(project => project.Name == $"{source}.Tests").ShouldHaveSingleItem();
            tests.References.ShouldContain(source);
            var reachable = Sources[source].References.Append(source)
                .SelectMany(name => Sources[name].References.Append(name))
                .Concat(SoakPrograms.GetValueOrDefault(source, []));
            tests.References.Except(reachable).ShouldBeEmpty($"{tests.Path} reaches past its subject");
        }
    }

    [Fact]
    public void Other_test_projects_know_only_what_they_may()
    {
        var others = Projects.Where(project => OtherTestProjects.ContainsKey(project.Name)).ToList();

        others.Count.ShouldBe(OtherTestProjects.Count);
        Checkout.ShouldBeClean(others.SelectMany(project =>
            ProjectGraph.Differences(project, OtherTestProjects[project.Name], project.Packages.ToList())));
    }

    [Fact]
    public void The_solution_lists_every_project()
    {
        var solution = Checkout.Files.Single(file => file.Path == "Attribution.sln").Text.Replace('\\', '/');

        Projects.Select(project => project.Path)
            .Where(path => !solution.Contains($"\"{path}\"", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }
}
