using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Attribution.Tidy.Tests;

/// <summary>YAML files can be read, and what a compose file takes from the repository is there.</summary>
public static class ComposeRules
{
    public static IEnumerable<Finding> Unreadable(TextFile file)
    {
        try
        {
            Documents(file);
            return [];
        }
        catch (YamlException wrong)
        {
            return [new Finding(file.Path, (int)wrong.Start.Line, $"this is not YAML: {wrong.Message}")];
        }
        catch (InvalidOperationException wrong)
        {
            // What the parser answers to some lists that are never closed; it does not say where.
            return [new Finding(file.Path, 0, $"this is not YAML: {wrong.Message}")];
        }
    }

    public static IEnumerable<Finding> MissingPaths(TextFile compose, Func<string, bool> exists) =>
        from path in Documents(compose).SelectMany(document => Paths(document.RootNode))
        where !exists(Path.Combine(compose.Folder, path))
        select new Finding(compose.Path, 0, $"{path} does not exist");

    private static IList<YamlDocument> Documents(TextFile file)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(file.Text));
        return yaml.Documents;
    }

    private static IEnumerable<string> Paths(YamlNode root) =>
        Children(root, "services").SelectMany(OfService)
            .Concat(Children(root, "configs").Concat(Children(root, "secrets")).SelectMany(one => Texts(one, "file")));

    private static IEnumerable<string> OfService(YamlNode service)
    {
        var builds = Child(service, "build").ToList();
        var contexts = Texts(service, "build").Concat(builds.SelectMany(build => Texts(build, "context"))).ToList();
        var recipe = builds.SelectMany(build => Texts(build, "dockerfile")).DefaultIfEmpty("Dockerfile");
        var volumes = Child(service, "volumes").OfType<YamlSequenceNode>().SelectMany(list => list.Children);
        return contexts
            .Concat(contexts.SelectMany(context => recipe.Select(file => Path.Combine(context, file))))
            .Concat(Texts(service, "env_file"))
            .Concat(volumes.SelectMany(Source).Where(source => source.StartsWith('.')));
    }

    /// <summary>A mount is <c>source:target:options</c> or a map with a source.</summary>
    private static IEnumerable<string> Source(YamlNode mount) =>
        mount is YamlScalarNode { Value: { } text } ? [text.Split(':')[0]] : Texts(mount, "source");

    private static IEnumerable<YamlNode> Children(YamlNode node, string key) =>
        Child(node, key).OfType<YamlMappingNode>().SelectMany(map => map.Children.Values);

    private static IEnumerable<YamlNode> Child(YamlNode node, string key) =>
        node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var child) ? [child] : [];

    private static IEnumerable<string> Texts(YamlNode node, string key) =>
        Child(node, key).SelectMany(child => child switch
        {
            YamlScalarNode { Value: { Length: > 0 } text } => [text],
            YamlSequenceNode list => list.Children.OfType<YamlScalarNode>().Select(item => item.Value ?? ""),
            _ => Enumerable.Empty<string>(),
        });
}
