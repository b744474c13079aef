using System.Text;
using Attribution.GraphQL.Language;
using Attribution.GraphQL.Tests.Validation;
using Attribution.GraphQL.Validation;

namespace Attribution.GraphQL.Tests.Language;

/// <summary>Any bytes give a document or an error with a place in it; what parses can be validated.</summary>
public class FuzzTests
{
    private const int Rounds = 4_000;

    private static readonly byte[] Alphabet = Encoding.UTF8.GetBytes(
        "{}()[]:!$@=|&.,\"\\#\n\r -+0123456789eEuabfnrt_onquery\u00E9\u20AC\U0001F600\uFEFF\0");

    [Fact]
    public void Random_bytes() => Run((random, _) =>
    {
        var bytes = new byte[random.Next(200)];
        random.NextBytes(bytes);
        return bytes;
    });

    [Fact]
    public void Random_tokens() => Run((random, _) =>
        [.. Enumerable.Range(0, random.Next(120)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);

    [Fact]
    public void Documents_with_a_few_bytes_changed() => Run((random, seed) =>
    {
        var bytes = Encoding.UTF8.GetBytes(Printer.Print(new DocumentGenerator(seed).Document()));
        for (var change = random.Next(1, 5); change > 0; change--)
        {
            bytes[random.Next(bytes.Length)] = Alphabet[random.Next(Alphabet.Length)];
        }

        return random.Next(4) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
    });

    private static void Run(Func<Random, int, byte[]> make)
    {
        var first = Random.Shared.Next();
        for (var seed = first; seed < first + Rounds; seed++)
        {
            var bytes = make(new Random(seed), seed);
            try
            {
                Check(bytes);
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"Seed {seed}: {Convert.ToHexString(bytes)}", failure);
            }
        }
    }

    private static void Check(byte[] bytes)
    {
        if (Parser.TryParse(new Source(bytes), limits: null, out var document, out var error))
        {
            foreach (var found in Validator.Validate(ExampleSchema.Schema, document))
            {
                found.Locations.ShouldAllBe(place => place.Line >= 1 && place.Column >= 1);
            }

            return;
        }

        error.Locations.Count.ShouldBe(1);
        error.Message.Length.ShouldBeLessThan(500);
        error.Locations[0].Line.ShouldBeInRange(1, bytes.Length + 1);
    }
}
