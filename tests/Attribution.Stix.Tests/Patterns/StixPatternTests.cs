using Attribution.Stix.Patterns;

namespace Attribution.Stix.Tests.Patterns;

public sealed class StixPatternTests
{
    [Theory]
    [InlineData("[ipv4-addr:value = '198.51.100.3']", "ipv4-addr value Exact 198.51.100.3")]
    [InlineData("[ipv4-addr:value == '1.1.1.1']", "ipv4-addr value Exact 1.1.1.1")]
    [InlineData("[ipv4-addr:value != '1.1.1.1']", "not ipv4-addr value Exact 1.1.1.1")]
    [InlineData("[ipv4-addr:value <> '1.1.1.1']", "not ipv4-addr value Exact 1.1.1.1")]
    [InlineData("[ipv4-addr:value NOT = '1.1.1.1']", "not ipv4-addr value Exact 1.1.1.1")]
    [InlineData("[ipv4-addr:value NOT != '1.1.1.1']", "ipv4-addr value Exact 1.1.1.1")]
    [InlineData("[ipv4-addr:value ISSUBSET '198.51.100.0/24']", "ipv4-addr value Network 198.51.100.0/24")]
    [InlineData("[ipv4-addr:value NOT ISSUPERSET '198.51.100.0/24']", "not ipv4-addr value Network 198.51.100.0/24")]
    [InlineData("[url:value IN ('a','b')]", "url value Exact a", "url value Exact b")]
    [InlineData("[url:value IN ()]")]
    [InlineData("[url:value LIKE '%evil%']", "url value Wildcard %evil%")]
    [InlineData("[url:value MATCHES '^a\\\\.b$']", "url value Expression ^a\\.b$")]
    [InlineData("[file:size >= 10 AND file:size<20.5]", "file size Bound 10", "file size Bound 20.5")]
    [InlineData("[file:size = -5]", "file size Exact -5")]
    [InlineData("[file:created > t'2020-01-01T00:00:00Z']", "file created Bound 2020-01-01T00:00:00Z")]
    [InlineData("[file:magic_number_hex = h'ffD8']", "file magic_number_hex Exact ffD8")]
    [InlineData("[artifact:payload_bin = b'dGVzdA==']", "artifact payload_bin Exact dGVzdA==")]
    [InlineData("[x509-certificate:is_self_signed = true]", "x509-certificate is_self_signed Exact true")]
    [InlineData("[EXISTS file:name]")]
    [InlineData("[NOT EXISTS file:name AND file:size = 1]", "file size Exact 1")]
    [InlineData("[file:hashes.'SHA-256' = 'AB']", "file hashes.SHA-256 Exact ab")]
    [InlineData(
        "[file:hashes.MD5 = 'AB' OR file:hashes.SHA1 = 'CD']", "file hashes.MD5 Exact ab",
        "file hashes.SHA-1 Exact cd")]
    [InlineData("[file:hashes.'sha-512' = 'AB' AND file:hashes.SSDEEP = '3:aB']",
        "file hashes.SHA-512 Exact ab", "file hashes.SSDEEP Exact 3:aB")]
    [InlineData("[file:hashes.'custom' = 'AB']", "file hashes.custom Exact AB")]
    [InlineData(@"[file:name = 'it\'s \\ here']", @"file name Exact it's \ here")]
    [InlineData("[file:name = 'a]b(c) AND d']", "file name Exact a]b(c) AND d")]
    [InlineData("[windows-registry-key:values[*].data LIKE '%x']", "windows-registry-key values.data Wildcard %x")]
    [InlineData("[windows-registry-key:values[0].'name' = 'x']", "windows-registry-key values.name Exact x")]
    [InlineData("[network-traffic:dst_ref.type = 'domain-name' AND network-traffic:dst_ref.value = '1.2.3.4']",
        "domain-name value Exact 1.2.3.4")]
    [InlineData("[network-traffic:dst_ref.value = '1.2.3.4']", "ipv4-addr value Exact 1.2.3.4")]
    [InlineData("[network-traffic:src_ref.value = '2001:db8::1']", "ipv6-addr value Exact 2001:db8::1")]
    [InlineData("[network-traffic:dst_ref.value = 'a.example']", "domain-name value Exact a.example")]
    [InlineData("[network-traffic:dst_ref.value ISSUBSET '10.0.0.0/8']", "ipv4-addr value Network 10.0.0.0/8")]
    [InlineData("[domain-name:resolves_to_refs[*].value = '1.2.3.4']", "ipv4-addr value Exact 1.2.3.4")]
    [InlineData("[email-message:from_ref.value = 'a@b.example']", "email-addr value Exact a@b.example")]
    [InlineData("[process:image_ref.parent_directory_ref.path = 'C:']", "directory path Exact C:")]
    [InlineData("[file:parent_directory_ref.path = 'x' OR (file:name = 'y' AND file:name = 'y')]",
        "directory path Exact x", "file name Exact y")]
    [InlineData("[x-usb:serial_ref.number = 'x']", "x-usb serial_ref.number Exact x")]
    [InlineData("[url:value='a'] FOLLOWEDBY ([url:value='b'] OR [url:value='c']) WITHIN 5 SECONDS AND [url:value='d']",
        "url value Exact a", "url value Exact b", "url value Exact c", "url value Exact d")]
    [InlineData("([url:value='a'] REPEATS 2 TIMES WITHIN 1.5 SECONDS) "
        + "START t'2020-01-01T00:00:00Z' STOP t'2020-01-02T00:00:00Z'",
        "url value Exact a")]
    [InlineData("/* why */ [url:value = 'a'] // end", "url value Exact a")]
    [InlineData("\n[\turl:value\u00a0= 'a' ]\r\n", "url value Exact a")]
    public void Every_form_of_comparison_gives_its_observables(string text, params string[] expected)
    {
        StixPattern.TryParse(text, out var pattern, out var error).ShouldBeTrue(error?.Message);
        pattern!.Text.ShouldBe(text);
        pattern.Observables.Select(Describe).ShouldBe(expected);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("hello", 0)]
    [InlineData("[", 1)]
    [InlineData("[]", 1)]
    [InlineData("[ipv4-addr:value]", 16)]
    [InlineData("[ipv4-addr = '1']", 11)]
    [InlineData("[ipv4-addr:value = 1.2.3.4]", 22)]
    [InlineData("[ipv4-addr:value = '1.2.3.4'", 28)]
    [InlineData("[ipv4-addr:value = '1.2.3.4]", 19)]
    [InlineData("[ipv4-addr:value = \"1.2.3.4\"]", 19)]
    [InlineData("[ipv4-addr:value = '1'] [ipv4-addr:value = '2']", 24)]
    [InlineData("[ipv4-addr:value = '1' and ipv4-addr:value = '2']", 23)]
    [InlineData("[ipv4-addr:value = '1' AND]", 26)]
    [InlineData("[ipv4-addr:value LIKE 5]", 22)]
    [InlineData("[ipv4-addr:value IN 'a']", 20)]
    [InlineData("[ipv4-addr:value IN ('a' 'b')]", 25)]
    [InlineData("[ipv4-addr:value IN ('a',)]", 25)]
    [InlineData("[ipv4-addr:value > true]", 19)]
    [InlineData("[file:hashes.SHA-256 = 'a']", 13)]
    [InlineData(@"[file:name = 'C:\Windows']", 16)]
    [InlineData("[file:values[x] = 'a']", 13)]
    [InlineData("[file:AND = 'a']", 6)]
    [InlineData("[NOT file:name = 'a']", 5)]
    [InlineData("[file:size = 05]", 13)]
    [InlineData("[file:size = 5x]", 13)]
    [InlineData("[file:size = -]", 13)]
    [InlineData("[file:x = t'yesterday']", 10)]
    [InlineData("[file:x = h'abc']", 10)]
    [InlineData("[file:x = b'???']", 10)]
    [InlineData("[file:x = 'a'] WITHIN SECONDS", 22)]
    [InlineData("[file:x = 'a'] WITHIN -1 SECONDS", 22)]
    [InlineData("[file:x = 'a'] REPEATS 0 TIMES", 23)]
    [InlineData("[file:x = 'a'] REPEATS 5", 24)]
    [InlineData("[file:x = 'a'] START t'2020-01-02T00:00:00Z' STOP t'2020-01-02T00:00:00Z'", 50)]
    [InlineData("([file:x = 'a']", 15)]
    [InlineData("[file:x = 'a'])", 14)]
    [InlineData("/* [file:x = 'a']", 0)]
    [InlineData("[file:x = 'a'] ;", 15)]
    [InlineData("alert tcp any any -> any 80", 0)]
    public void What_is_no_pattern_is_rejected_with_its_place(string text, int position)
    {
        StixPattern.TryParse(text, out _, out var error).ShouldBeFalse();
        error!.Position.ShouldBe(position, error.Message);
    }

    [Fact]
    public void A_place_is_also_told_as_line_and_column()
    {
        StixPattern.TryParse("[url:value = 'a'\n AND\n  5]", out _, out var error).ShouldBeFalse();

        error.ShouldBe(new PatternError("Expected an object type such as ipv4-addr, found '5'.", 24, 3, 3));
    }

    [Fact]
    public void And_binds_stronger_than_or_and_followed_by_binds_weakest()
    {
        var pattern = Parse("[a-a:x=1 OR a-a:x=2 AND a-a:x=3] FOLLOWEDBY [a-a:x=4] OR [a-a:x=5] AND [a-a:x=6]");

        var followed = pattern.Expression.ShouldBeOfType<ObservationExpression.Combined>();
        followed.Operator.ShouldBe(ObservationOperator.FollowedBy);
        var first = followed.Operands[0].ShouldBeOfType<ObservationExpression.Observation>().Comparison;
        var either = first.ShouldBeOfType<ComparisonExpression.Combined>();
        either.Operator.ShouldBe(ComparisonCombination.Or);
        either.Operands[1].ShouldBeOfType<ComparisonExpression.Combined>().Operator.ShouldBe(ComparisonCombination.And);
        var second = followed.Operands[1].ShouldBeOfType<ObservationExpression.Combined>();
        second.Operator.ShouldBe(ObservationOperator.Or);
        second.Operands[1].ShouldBeOfType<ObservationExpression.Combined>().Operator.ShouldBe(ObservationOperator.And);
    }

    [Fact]
    public void Qualifiers_bind_to_what_stands_before_them()
    {
        var both = Parse("[a-a:x=1] AND [a-a:x=2] REPEATS 3 TIMES").Expression
            .ShouldBeOfType<ObservationExpression.Combined>();
        both.Operands[0].ShouldBeOfType<ObservationExpression.Observation>();
        both.Operands[1].ShouldBeOfType<ObservationExpression.Repeated>().Times.ShouldBe(3);
    }

    [Fact]
    public void Hostile_nesting_and_length_are_refused()
    {
        StixPattern.TryParse(new string('(', 100_000), out _, out var deep).ShouldBeFalse();
        deep!.Message.ShouldContain("nest deeper");
        StixPattern.TryParse(new string(' ', StixPattern.MaxLength + 1), out _, out var longer).ShouldBeFalse();
        longer!.Message.ShouldContain("more than");
    }

    [Fact]
    public void A_long_chain_is_no_nesting()
    {
        var text = $"[{string.Join(" OR ", Enumerable.Range(0, 10_000).Select(n => $"a-a:x={n}"))}]";

        Parse(text).Observables.Count.ShouldBe(10_000);
    }

    [SharedDataFact]
    public void Every_pattern_of_the_real_playbooks_is_understood()
    {
        var patterns = Directory.EnumerateFiles(SharedData.PathTo("unit42"), "*.gz")
            .SelectMany(file => StixReader.Read(SharedData.ReadAllBytes($"unit42/{Path.GetFileName(file)}")).Objects)
            .Select(stixObject => stixObject.Text("pattern"))
            .OfType<string>()
            .ToList();

        patterns.Count.ShouldBeGreaterThan(5000);
        var errors = patterns
            .Select(text => StixPattern.TryParse(text, out _, out var error) ? null : $"{error.Message} {text}")
            .OfType<string>()
            .ToList();
        errors.ShouldBeEmpty();
    }

    private static StixPattern Parse(string text)
    {
        StixPattern.TryParse(text, out var pattern, out var error).ShouldBeTrue(error?.Message);
        return pattern!;
    }

    private static string Describe(PatternObservable observable) =>
        $"{(observable.IsNegated
            ? "not "
            : "")}{observable.Type} {observable.Property} {observable.Match} {observable.Value}";
}
