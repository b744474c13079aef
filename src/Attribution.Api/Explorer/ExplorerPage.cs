using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace Attribution.Api.Explorer;

/// <summary>
/// The explorer in the browser: who opens the endpoint's address gets GraphiQL, which ships with the program and asks
/// no other server for anything. The page is open to all, what it sends is not: it has a field for the token.
/// </summary>
internal static class ExplorerPage
{
    // Everything the page needs comes from this server; GraphiQL sets styles on its elements.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static readonly MediaTypeHeaderValue Html = new("text/html");

    /// <summary>Answers requests for the page and what belongs to it; all others go on.</summary>
    /// <param name="app">The application, before it asks for a token.</param>
    /// <param name="path">Where GraphQL is served; the page's parts are below it.</param>
    internal static void UseExplorer(this IApplicationBuilder app, PathString path)
    {
        var files = new PhysicalFileProvider(Path.Combine(AppContext.BaseDirectory, "explorer"));
        app.UseStaticFiles(new StaticFileOptions { RequestPath = path, FileProvider = files });
        app.Use((context, next) =>
            context.Request.Path == path && WantsPage(context) ? SendAsync(context, files) : next());
    }

    private static bool WantsPage(HttpContext context)
    {
        var request = context.Request;
        return HttpMethods.IsGet(request.Method)
            && !context.WebSockets.IsWebSocketRequest
            && !request.Query.ContainsKey("query")
            && MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var ranges)
            && ranges.Any(range => range.Quality is not 0 && Html.MediaType.Equals(range.MediaType));
    }

    private static Task SendAsync(HttpContext context, PhysicalFileProvider files)
    {
        var page = files.GetFileInfo("index.html");
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.Vary = HeaderNames.Accept;
        context.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        return context.Response.SendFileAsync(
            page.Exists ? page : files.GetFileInfo("missing.html"), context.RequestAborted);
    }
}
