using System.Text;

namespace Attribution.Stix.Tests.Model;

public sealed class StixBundleWriterTests
{
    private static readonly StixId BundleId = StixId.Parse("bundle--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f");

    [Fact]
    public async Task What_was_read_is_written_again_to_the_byte()
    {
        const string odd = """
            { "type" : "x-thing","id":"x-thing--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f", "n":[1.0,1e2,-0],"t":"\u00e9é"}
            """;
        var read = StixReader.Read(Encoding.UTF8.GetBytes($$"""{"objects":[{{odd}},{{odd}}]}"""));

        var written = await Write([.. read.Objects]);

        written.ShouldBe($$"""
            {"type":"bundle","id":"{{BundleId}}","objects":[
            {{odd}},
            {{odd}}
            ]}

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_bundle_of_nothing_has_no_empty_list() =>
        (await Write()).ShouldBe($$"""{"type":"bundle","id":"{{BundleId}}"}""" + "\n");

    [Fact]
    public void Only_a_bundles_id_names_a_bundle() =>
        Should.Throw<ArgumentException>(() => new StixBundleWriter(Stream.Null, StixId.Create("report", Guid.Empty)));

    private static async Task<string> Write(params StixObject[] objects)
    {
        using var stream = new MemoryStream();
        var writer = new StixBundleWriter(stream, BundleId);
        foreach (var stixObject in objects)
        {
            await writer.WriteAsync(stixObject);
        }

        await writer.CompleteAsync();
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
