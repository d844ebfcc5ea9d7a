using System.Text;
using Microsoft.AspNetCore.Http;
using VideoPipeline.Pages.Report;

namespace VideoPipeline.WebConsole.Hosting;

/// <summary>A script or style sheet of the pages, from an assembly.</summary>
/// <param name="Path">Its path.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Open">Opens it.</param>
internal sealed record Asset(string Path, string ContentType, Func<Stream> Open)
{
    private const string Script = "text/javascript; charset=utf-8", Style = "text/css; charset=utf-8";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Asset> All { get; } =
    [
        new("/_framework/blazor.web.js", Script, () => Resource("blazor.web.js")),
        new(Address("files.js"), Script, () => Resource("files.js")),
        new(Address("lanes.js"), Script, () => Resource("lanes.js")),
        new(Address("console.css"), Style, () => Resource("console.css")),
        new(Address("report.css"), Style, () => new MemoryStream(Encoding.UTF8.GetBytes(InlineAsset.Style.Text))),
    ];

    /// <summary>The path of a file of the console.</summary>
    public static string Address(string name) => $"{ConsolePages.Path}/assets/{name}";

    /// <summary>Responds with the file. Browsers ask again each time: another version of the server may have the port.</summary>
    public async Task RespondAsync(HttpContext context)
    {
        context.Response.ContentType = ContentType;
        context.Response.Headers.CacheControl = "no-store";
        await using var stream = Open();
        await stream.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static Stream Resource(string name) => typeof(Asset).Assembly.GetManifestResourceStream(name)
        ?? throw new InvalidOperationException($"The assembly lacks {name}.");
}
