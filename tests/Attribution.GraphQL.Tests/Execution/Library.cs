using System.Text;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;
using Attribution.GraphQL.Types.Binding;
using Attribution.GraphQL.Uploads;

namespace Attribution.GraphQL.Tests.Execution;

internal sealed record Author(string Id, string Name);

internal abstract record Work(string Id, string Title);

internal sealed record Book(string Id, string Title, int Pages, string AuthorId, IReadOnlyList<string?> Tags)
    : Work(Id, Title);

internal sealed record Film(string Id, string Title, double Minutes) : Work(Id, Title);

internal enum Genre
{
    Crime,
    Poetry,
}

internal sealed record BookFilter(string? Title, int? MinPages, IReadOnlyList<Genre>? Genres);

/// <summary>A small schema with every way to resolve a field, and a log of what was loaded.</summary>
internal sealed class Library
{
    private const string Sdl = """
        type Query {
          book(id: ID!): Book
          books(first: Int = 10, where: BookFilter): [Book!]!
          works: [Work!]!
          anything: [Anything]
          slow(name: String!): String
          echo(text: String, number: Float, json: JSON, genre: Genre, ids: [ID!]): JSON
          genreOf(book: ID!): Genre
          filterOf(where: BookFilter): String!
          selected: Author
          fails: String
          failsHard: String!
          holes: [Hole]
          strictHoles: [Hole!]
          nested: [[Book!]]
        }
        type Mutation { add(amount: Int!): Counter! upload(file: Upload!): String! }
        type Subscription {
          count(to: Int!, fail: Boolean = false): Int!
          bookEvents: Book!
          forever: Int!
        }
        type Counter { total: Int! later: Int! }
        interface Work { id: ID! title: String! }
        type Book implements Work {
          id: ID!
          title: String!
          pages: Int!
          tags: [String]
          author: Author
          similar(first: Int): [Book!]!
        }
        type Film implements Work { id: ID! title: String! minutes: Float! }
        type Author { id: ID! name: String! books: [Book!]! }
        union Anything = Book | Author
        enum Genre { CRIME POETRY }
        input BookFilter { title: String minPages: Int = 1 genres: [Genre!] }
        type Hole { deep: Hole name: String! number: Int! loaded: String! }
        scalar JSON
        scalar Upload
        """;

    private static readonly Author[] Authors = [new("a1", "Anna"), new("a2", "Boris")];

    public static IReadOnlyList<Book> Books { get; } =
    [
        new("b1", "First", 100, "a1", ["x", null]),
        new("b2", "Second \"quoted\"", 200, "a2", []),
        new("b3", "Third ü \u2028", 300, "a1", ["y"]),
    ];

    public Library(GraphQLEngineOptions? options = null)
    {
        options ??= new GraphQLEngineOptions();
        var schema = Schema.Build([new Source(Sdl, "library.graphql")]).Bind(Bindings());
        Engine = GraphQLEngine.Create(schema, options with { OnResolverFailure = Failures.Enqueue });
    }

    public GraphQLEngine Engine { get; }

    /// <summary>One entry per call of a loading resolver.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<string> Loads { get; } = [];

    public System.Collections.Concurrent.ConcurrentQueue<ResolverFailure> Failures { get; } = [];

    /// <summary>Ends every wait of <c>slow</c>.</summary>
    public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Set when a subscription to <c>forever</c> has ended.</summary>
    public TaskCompletionSource ForeverEnded { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Total { get; private set; }

    private SchemaBindings Bindings()
    {
        var bindings = new SchemaBindings();
        bindings.Scalar(Upload.Scalar);
        bindings.Enum("Genre", ("CRIME", Genre.Crime), ("POETRY", Genre.Poetry));
        bindings.InputObject<BookFilter>("BookFilter", fields =>
        {
            var title = fields.Field("title", Input.Nullable<string>());
            var minPages = fields.Field("minPages", Input.NullableValue<int>());
            var genres = fields.Field("genres", Input.NullableList(Input.Of<Genre>()));
            return values => new BookFilter(values.Get(title), values.Get(minPages), values.Get(genres));
        });
        bindings.Abstract<Work>("Work").Is<Book>("Book").Is<Film>("Film");
        bindings.Abstract<object>("Anything").Is<Book>("Book").Is<Author>("Author");
        BindQuery(bindings.Object<Root>("Query"));
        BindArguments(bindings.Object<Root>("Query"));
        BindMutation(bindings);
        BindSubscription(bindings.Object<Root>("Subscription"));
        BindTypes(bindings);
        return bindings;
    }

    private void BindQuery(ObjectBinding<Root> query) => query
        .Define("book", field =>
        {
            var id = field.Argument<string>("id");
            return field.Returns(Output.Nullable<Book>())
                .Sync((_, call) => Books.FirstOrDefault(book => book.Id == call.Get(id)));
        })
        .Define("books", field =>
        {
            var first = field.Argument("first", Input.NullableValue<int>());
            var where = field.Argument("where", Input.Nullable<BookFilter>());
            return field.Returns(Output.List<Book>()).Sync((_, call) => [.. Books
                .Where(book => book.Pages >= (call.Get(where)?.MinPages ?? 0))
                .Take(call.Get(first) ?? int.MaxValue)]);
        })
        .ListField<Work>("works", _ => [Books[0], new Film("f1", "Film", 90.5)])
        .Property("anything", Output.NullableList(Output.Nullable<object>()), _ => [Books[0], null, Authors[1], 5])
        .Define("slow", field =>
        {
            var name = field.Argument<string>("name");
            return field.Returns(Output.Nullable<string>()).Async(async (_, call) =>
            {
                Loads.Enqueue($"start {call.Get(name)}");
                await Gate.Task.WaitAsync(call.Cancellation);
                return call.Get(name);
            });
        })
        .Define("selected", field => field.Returns(Output.Nullable<Author>()).Sync((_, call) =>
            new Author(call.Selects("id").ToString(), call.Selects("name").ToString())))
        .NullableField<string>("fails", _ => throw new InvalidOperationException("secret"))
        .Field<string>("failsHard", _ => throw new GraphQLException("Not now.", "UNAVAILABLE"))
        .Property("holes", Output.NullableList(Output.Nullable<Hole>()), _ => [new Hole(1), new Hole(2)])
        .Property("strictHoles", Output.NullableList(Output.Of<Hole>()), _ => [new Hole(1), new Hole(2)])
        .Property(
            "nested",
            Output.NullableList(Output.NullableList(Output.Of<Book>())),
            _ => [[Books[0], null!], [Books[1], Books[2]], null]);

    private static void BindArguments(ObjectBinding<Root> query) => query
        .Define("echo", field =>
        {
            var text = field.Argument("text", Input.Nullable<string>());
            var number = field.Argument("number", Input.NullableValue<double>());
            var json = field.Argument("json", Input.NullableValue<System.Text.Json.JsonElement>());
            var genre = field.Argument("genre", Input.NullableValue<Genre>());
            var ids = field.Argument("ids", Input.NullableList(Input.Of<string>()));
            return field.Returns(Output.NullableValue<System.Text.Json.JsonElement>()).Sync((_, call) =>
                System.Text.Json.JsonSerializer.SerializeToElement(new Dictionary<string, object?>
                {
                    ["text"] = call.Has(text) ? call.Get(text) : "(none)",
                    ["number"] = call.Get(number),
                    ["json"] = call.Get(json),
                    ["genre"] = call.Get(genre)?.ToString(),
                    ["ids"] = call.Get(ids),
                }));
        })
        .Define("genreOf", field =>
        {
            var book = field.Argument<string>("book");
            return field.Returns(Output.NullableValue<Genre>())
                .Sync((_, call) => call.Get(book) == "b1" ? Genre.Poetry : null);
        })
        .Define("filterOf", field =>
        {
            var where = field.Argument("where", Input.Nullable<BookFilter>());
            return field.Returns(Output.Of<string>()).Sync((_, call) => call.Get(where) is { } filter
                ? $"{filter.Title ?? "-"} {filter.MinPages} {string.Join('+', filter.Genres ?? [])}"
                : "none");
        });

    private void BindMutation(SchemaBindings bindings)
    {
        bindings.Object<Root>("Mutation").Define("add", field =>
        {
            var amount = field.Argument<int>("amount");
            return field.Returns(Output.Of<Library>()).Async(async (_, call) =>
            {
                Loads.Enqueue($"add {call.Get(amount)}");
                await Task.Yield();
                Total += call.Get(amount);
                return this;
            });
        }).Define("upload", field =>
        {
            var file = field.Argument<Upload>("file");
            return field.Returns(Output.Of<string>()).Sync((_, call) =>
                $"{call.Get(file).Of(call).Name}: {Encoding.UTF8.GetString(call.Get(file).Of(call).Content.Span)}");
        });
        bindings.Object<Library>("Counter")
            .Field("total", library => library.Total)
            .Define("later", field => field.Returns(Output.Of<int>()).Async(async (library, _) =>
            {
                var before = library.Total;
                await Task.Yield();
                return before == library.Total ? before : -1;
            }));
    }

    private void BindSubscription(ObjectBinding<Root> subscription) => subscription
        .Define("count", field =>
        {
            var to = field.Argument<int>("to");
            var fail = field.Argument("fail", Input.NullableValue<bool>());
            return field.Returns(Output.Of<int>())
                .Stream(call => CountAsync(call.Get(to), call.Get(fail) == true));
        })
        .Define("bookEvents", field => field.Returns(Output.Of<Book>()).Stream(_ => Books.ToAsyncEnumerable()))
        .Define("forever", field => field.Returns(Output.Of<int>()).Stream(call => ForeverAsync(call.Cancellation)));

    private static async IAsyncEnumerable<int> CountAsync(int to, bool fail)
    {
        for (var count = 1; count <= to; count++)
        {
            await Task.Yield();
            yield return count;
        }

        if (fail)
        {
            throw new GraphQLException("The source broke.", "BROKEN");
        }
    }

    private async IAsyncEnumerable<int> ForeverAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        Loads.Enqueue("forever begins");
        try
        {
            for (var count = 1; !cancellation.IsCancellationRequested; count++)
            {
                await Task.Yield();
                yield return count;
            }
        }
        finally
        {
            ForeverEnded.TrySetResult();
        }
    }

    private void BindTypes(SchemaBindings bindings)
    {
        bindings.Object<Book>("Book")
            .Field("id", book => book.Id)
            .Field("title", book => book.Title)
            .Field("pages", book => book.Pages)
            .Property("tags", Output.NullableList(Output.Nullable<string>()), book => book.Tags)
            .Define("author", field => field.Returns(Output.Nullable<Author>()).Batch((books, _) =>
            {
                Loads.Enqueue($"authors of {string.Join(' ', books.Select(book => book.Id))}");
                return ValueTask.FromResult<IReadOnlyList<Author?>>(
                    [.. books.Select(book => Authors.FirstOrDefault(author => author.Id == book.AuthorId))]);
            }))
            .Define("similar", field =>
            {
                var first = field.Argument("first", Input.NullableValue<int>());
                return field.Returns(Output.List<Book>()).Sync((book, call) =>
                    [.. Books.Where(other => other != book).Take(call.Get(first) ?? int.MaxValue)]);
            });
        bindings.Object<Film>("Film")
            .Field("id", film => film.Id)
            .Field("title", film => film.Title)
            .Field("minutes", film => film.Minutes);
        bindings.Object<Author>("Author")
            .Field("id", author => author.Id)
            .Field("name", author => author.Name)
            .Define("books", field => field.Returns(Output.List<Book>()).Batch(async (authors, _) =>
            {
                Loads.Enqueue($"books of {string.Join(' ', authors.Select(author => author.Id))}");
                await Task.Yield();
                return [.. authors.Select(author => Books.Where(book => book.AuthorId == author.Id).ToArray())];
            }));
        bindings.Object<Hole>("Hole")
            .NullableField("deep", hole => hole.Number == 1 ? new Hole(3) : null)
            .Field("name", hole => hole.Number == 2 ? null! : "hole")
            .Field("number", hole => hole.Number == 2
                ? throw new GraphQLException("No number.", "NO_NUMBER")
                : hole.Number)
            .Define("loaded", field => field.Returns(Output.Of<string>()).Async(async (hole, _) =>
            {
                await Task.Yield();
                return hole.Number == 3 ? throw new InvalidOperationException("secret") : "loaded";
            }));
    }

    private sealed record Hole(int Number);
}
