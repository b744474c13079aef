using System.Globalization;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Attribution.Stix.Tests.Ids;

/// <summary>Laws of the canonical form. A failure prints the seed that repeats it.</summary>
public sealed class CanonicalJsonProperties
{
    [Fact]
    public void A_number_reads_back_as_itself() =>
        Prop.ForAll(ArbMap.Default.ArbFor<long>(), bits =>
            {
                var number = BitConverter.Int64BitsToDouble(bits * 0x1234_5678_9ABC_DEF1);
                return !double.IsFinite(number) || double.Parse(
                    EcmaScriptNumber.Format(number), CultureInfo.InvariantCulture) == number;
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_members_and_the_writing_of_strings_do_not_matter() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), seeds =>
            {
                var members = seeds.Distinct().Select(seed => (Name: Text(seed), Value: Text(seed + 1))).ToList();
                return Canonical(Plainly(members)) == Canonical(Strangely(members));
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_canonical_form_of_a_canonical_form_is_itself() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), seeds =>
            {
                var canonical = Canonical(JsonSerializer.Serialize(seeds.Select(Text)));
                return Canonical(canonical) == canonical;
            })
            .QuickCheckThrowOnFailure();

    private static string Canonical(string json) =>
        Encoding.UTF8.GetString(CanonicalJson.Write(JsonElement.Parse(json)));

    private static string Plainly(List<(string Name, string Value)> members) =>
        JsonSerializer.Serialize(members.ToDictionary(member => member.Name, member => member.Value));

    private static string Strangely(List<(string Name, string Value)> members)
    {
        var backwards = members.AsEnumerable().Reverse();
        return $"{{ {string.Join(" , ", backwards.Select(m => $"{Escaped(m.Name)} : {Escaped(m.Value)}"))} }}";
    }

    private static string Escaped(string text) => $"\"{string.Concat(text.Select(unit => $"\\u{(int)unit:x4}"))}\"";

    /// <summary>Three characters from all of Unicode; different seeds give different texts.</summary>
    private static string Text(int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder(seed.ToString(CultureInfo.InvariantCulture)).Append(':');
        while (text.Length < 16)
        {
            var point = random.Next(random.Next(2) == 0 ? 0x80 : 0x110000);
            text.Append(Rune.IsValid(point) ? new Rune(point).ToString() : "");
        }

        return text.ToString();
    }
}
