using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Errors;

/// <summary>
/// One entry of a response's <c>errors</c> (specification, section 7.1.2 "Errors"). Locations are computed when they
/// are read: most errors of a hostile document are counted, not shown.
/// </summary>
public sealed record GraphQLError
{
    private readonly IReadOnlyList<Location> _places;

    /// <param name="message">What is wrong and, where it is not plain, what to do; for the developer of the
    /// client.</param>
    /// <param name="code">Stable and documented; written as <c>extensions.code</c>.</param>
    /// <param name="places">The pieces of source the error is about, the most telling first.</param>
    public GraphQLError(string message, string code, params IReadOnlyList<Location> places)
    {
        Message = message;
        Code = code;
        _places = places;
    }

    /// <summary>What is wrong, in one sentence.</summary>
    public string Message { get; init; }

    /// <summary>The stable code, one of <see cref="ErrorCodes"/> or the application's own.</summary>
    public string Code { get; init; }

    /// <summary>Keys and list indexes (<see cref="string"/> and <see cref="int"/>) that lead to the field of the
    /// response the error belongs to; empty when the error arose before execution.</summary>
    public IReadOnlyList<object> Path { get; init; } = [];

    /// <summary>Further entries of <c>extensions</c> beside <c>code</c>; values are what
    /// <see cref="System.Text.Json.JsonSerializer"/> writes.</summary>
    public IReadOnlyDictionary<string, object?> Extensions { get; init; } = NoExtensions;

    /// <summary>Where in the document the error is, one location per piece of source.</summary>
    public IReadOnlyList<SourceLocation> Locations => [.. _places.Select(place => place.Position)];

    /// <summary>The name of the source that holds the first location: a file name for a schema fragment.</summary>
    public string? SourceName => _places is [var first, ..] ? first.Source.Name : null;

    private static IReadOnlyDictionary<string, object?> NoExtensions { get; } = new Dictionary<string, object?>();

    /// <summary><c>file(line,column): message</c>, one line per error: the form start-up failures are shown
    /// in.</summary>
    public override string ToString() => Locations is [var first, ..]
        ? $"{SourceName}({first.Line},{first.Column}): {Message}"
        : Message;
}
