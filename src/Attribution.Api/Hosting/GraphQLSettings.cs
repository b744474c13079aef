using Attribution.GraphQL.Documents;
using Attribution.GraphQL.Limits;
using Attribution.GraphQL.Transports;

namespace Attribution.Api.Hosting;

/// <summary>How GraphQL is served: the configuration below <c>Attribution:GraphQL</c>.</summary>
public sealed record GraphQLSettings
{
    internal const string Section = "Attribution:GraphQL";

    /// <summary>Whether a browser that opens the address gets the explorer; in development unless it is said.</summary>
    public bool? Explorer { get; init; }

    /// <summary>Whether documents may ask about the schema; in development unless it is said.</summary>
    public bool? Introspection { get; init; }

    /// <summary>Whether queries may come by GET.</summary>
    public bool AllowGet { get; init; } = true;

    /// <summary>Bytes of a request body.</summary>
    public int MaxBodyBytes { get; init; } = 1024 * 1024;

    /// <summary>Bytes of the files of a multipart request; 0 takes no files. They are held in memory: a larger bundle
    /// is imported at the command line, which streams it.</summary>
    public long MaxUploadBytes { get; init; } = 28 * 1024 * 1024;

    /// <summary>Documents that are kept parsed, validated and planned.</summary>
    public int MaxCachedDocuments { get; init; } = 1_000;

    /// <summary>A folder of documents (<c>*.graphql</c>) that clients may name by their SHA-256 instead of sending
    /// them.</summary>
    public string TrustedDocuments { get; init; } = "";

    /// <summary>Whether no others are run.</summary>
    public bool OnlyTrustedDocuments { get; init; }

    /// <summary>Documents that clients may register by their hash; 0 turns that off.</summary>
    public int MaxAutomaticDocuments { get; init; } = 1_000;

    /// <summary>From when on an operation is logged as slow.</summary>
    public TimeSpan SlowOperation { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>What one operation may ask for. An instance of its own: binding writes into it.</summary>
    public OperationLimits Limits { get; init; } = new();

    /// <summary>How WebSocket connections are served.</summary>
    public SocketOptions Sockets { get; init; } = new();

    /// <summary>Reads the settings.</summary>
    /// <exception cref="InvalidOperationException">A setting is unknown or makes no sense.</exception>
    internal static GraphQLSettings Read(IConfiguration configuration)
    {
        var settings = configuration.GetSection(Section)
            .Get<GraphQLSettings>(binder => binder.ErrorOnUnknownConfiguration = true) ?? new GraphQLSettings();
        return settings.Problem() is { } problem ? throw new InvalidOperationException(problem) : settings;
    }

    /// <summary>Which documents clients may name instead of sending.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    internal PersistedDocumentOptions Documents() => new()
    {
        Trusted = TrustedDocuments.Length == 0
            ? GraphQL.Documents.TrustedDocuments.None
            : GraphQL.Documents.TrustedDocuments.Load(TrustedDocuments),
        OnlyTrusted = OnlyTrustedDocuments,
        MaxAutomatic = MaxAutomaticDocuments,
    };

    private string? Problem()
    {
        if (OnlyTrustedDocuments && TrustedDocuments.Length == 0)
        {
            return $"{Section}:OnlyTrustedDocuments runs nothing without a folder in {Section}:TrustedDocuments.";
        }

        foreach (var (name, value) in MustBePositive())
        {
            if (value <= 0)
            {
                return $"{Section}:{name} has to be more than 0.";
            }
        }

        return MaxUploadBytes < 0 || MaxAutomaticDocuments < 0 || SlowOperation < TimeSpan.Zero
            ? $"{Section}: MaxUploadBytes, MaxAutomaticDocuments and SlowOperation cannot be negative."
            : null;
    }

    private IEnumerable<(string Name, double Value)> MustBePositive() =>
    [
        (nameof(MaxBodyBytes), MaxBodyBytes),
        (nameof(MaxCachedDocuments), MaxCachedDocuments),
        ("Limits:MaxDocumentBytes", Limits.MaxDocumentBytes),
        ("Limits:MaxDepth", Limits.MaxDepth),
        ("Limits:MaxAliases", Limits.MaxAliases),
        ("Limits:MaxRootFields", Limits.MaxRootFields),
        ("Limits:MaxSelections", Limits.MaxSelections),
        ("Limits:MaxFieldCost", Limits.MaxFieldCost),
        ("Limits:MaxTypeCost", Limits.MaxTypeCost),
        ("Limits:AssumedListSize", Limits.AssumedListSize),
        ("Limits:Timeout", Limits.Timeout.TotalSeconds),
        ("Sockets:MaxMessageBytes", Sockets.MaxMessageBytes),
        ("Sockets:MaxOperations", Sockets.MaxOperations),
        ("Sockets:MaxConnections", Sockets.MaxConnections),
        ("Sockets:InitTimeout", Sockets.InitTimeout.TotalSeconds),
        ("Sockets:KeepAliveInterval", Sockets.KeepAliveInterval.TotalSeconds),
        ("Sockets:KeepAliveTimeout", Sockets.KeepAliveTimeout.TotalSeconds),
    ];
}
