using System.Text.Json;

namespace Attribution.Stix.Tests.Model;

public sealed class RealBundleTests
{
    public static TheoryData<string> Bundles
    {
        get
        {
            var data = new TheoryData<string>();
            foreach (var folder in (string[])["attack", "oasis", "tlp", "unit42", "unit42-raw-2.0"])
            {
                data.AddRange([.. FilesOf(folder)]);
            }

            data.Add("golden/attribution-export.json");
            return data;
        }
    }

    [SharedDataTheory]
    [MemberData(nameof(Bundles))]
    public void Every_real_object_is_read_and_comes_out_unchanged(string file)
    {
        var bytes = SharedData.ReadAllBytes(file);
        var bundle = StixReader.Read(bytes);
        var root = JsonElement.Parse(bytes);
        List<JsonElement> expected = root.TryGetProperty("objects", out var objects)
            ? [.. objects.EnumerateArray()]
            : [root];

        bundle.Entries.Count.ShouldBe(expected.Count);
        bundle.Entries.ShouldAllBe(entry => entry.Problem == null);
        foreach (var (read, written) in bundle.Objects.Zip(expected))
        {
            AsWritten(read.Json, bundle).ShouldBe(AsWritten(written, bundle), read.ToString());
        }
    }

    /// <summary>Byte for byte; only the spacing around the properties of an object without a bundle is not
    /// kept.</summary>
    private static string AsWritten(JsonElement json, StixBundle bundle) =>
        bundle.Container.IsSingleObject ? JsonSerializer.Serialize(json) : json.GetRawText();

    private static IEnumerable<string> FilesOf(string folder) => SharedData.IsPresent
        ? Directory.EnumerateFiles(SharedData.PathTo(folder), "*.json*")
            .Select(path => $"{folder}/{Path.GetFileName(path)}")
            .Order(StringComparer.Ordinal)
        : ["none"];
}
