using System.Xml.Linq;

namespace Attribution.Tidy.Tests;

/// <summary>What one project file asks for.</summary>
public sealed record Project(string Path, IReadOnlyList<string> References, IReadOnlyList<string> Packages)
{
    public string Name => NameOf(Path);

    public static Project Parse(TextFile file)
    {
        var items = XDocument.Parse(file.Text).Descendants().ToList();
        return new Project(
            file.Path,
            Included(items, "ProjectReference").Select(NameOf).ToList(),
            Included(items, "PackageReference").ToList());
    }

    private static string NameOf(string path) => System.IO.Path.GetFileNameWithoutExtension(path);

    private static IEnumerable<string> Included(IEnumerable<XElement> items, string kind) =>
        from item in items
        where item.Name.LocalName == kind
        select item.Attribute("Include")!.Value.Replace('\\', '/');
}

/// <summary>Which project may know which other one, and which packages it may bring in.</summary>
public static class ProjectGraph
{
    public static IEnumerable<Finding> Differences(
        Project project, IReadOnlyCollection<string> references, IReadOnlyCollection<string> packages) =>
        project.References.Except(references, StringComparer.Ordinal)
            .Select(extra => new Finding(project.Path, 0, $"may not reference {extra}"))
            .Concat(references.Except(project.References, StringComparer.Ordinal)
                .Select(missing => new Finding(project.Path, 0, $"is meant to reference {missing}")))
            .Concat(project.Packages.Except(packages, StringComparer.Ordinal)
                .Select(extra => new Finding(project.Path, 0, $"may not use the package {extra}")));
}
