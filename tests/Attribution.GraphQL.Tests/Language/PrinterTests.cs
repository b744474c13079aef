using Attribution.GraphQL.Language;
using Attribution.Testing;

namespace Attribution.GraphQL.Tests.Language;

public class PrinterTests
{
    [Fact]
    public void What_is_printed_parses_to_the_same_document_and_prints_the_same_again()
    {
        var first = Random.Shared.Next();
        for (var seed = first; seed < first + 2_000; seed++)
        {
            var document = new DocumentGenerator(seed).Document();
            var printed = Printer.Print(document);

            Parser.TryParse(new Source(printed), limits: null, out var again, out var error)
                .ShouldBeTrue($"seed {seed}: {error}\n{printed}");
            (again == document).ShouldBeTrue($"seed {seed} parses to another document:\n{printed}\n----\n{again}");
            Printer.Print(again!).ShouldBe(printed, $"seed {seed} prints differently the second time");
        }
    }

    [Fact]
    public void Every_construct_has_one_form()
    {
        var document = Parse("""
            query Q($a:Int=1@x,"d" $b:[String!]!){alias:field(a:$a,b:{c:[1,2.5e3],d:"s",e:ENUM,f:null,g:true})
            @skip(if:false){...f ...on T{x}...@include(if:true){y}}}
            mutation{veryLong(argumentNumberOne:"some longer text here",argumentNumberTwo:"some longer text here"){id}}
            fragment f on T@d{x}
            schema@s{query:Q mutation:M}
            "described" type T implements A&B@d{"field" f(a:Int=1 b:String):[T!]! g("arg" a:Int):Int}
            union U=|A|B enum E{A@deprecated(reason:"no") B} input I@oneOf{a:Int b:[I!]} scalar S@specifiedBy(url:"u")
            directive@d(a:Int)repeatable on|FIELD|QUERY extend type T{h:Int} interface A implements B{f:Int}
            """);

        Approval.Verify(Printer.Print(document), "printed.graphql");
    }

    private static Document Parse(string text)
    {
        Parser.TryParse(new Source(text), limits: null, out var document, out var error).ShouldBeTrue(error?.Message);
        return document!;
    }
}
