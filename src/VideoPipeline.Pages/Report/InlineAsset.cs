using System.Security.Cryptography;
using System.Text;

namespace VideoPipeline.Pages.Report;

/// <summary>A style sheet or a script that is part of the page, and the hash by which the page's policy allows it.</summary>
/// <param name="Text">The content of the element.</param>
/// <param name="Source">The hash as a source of a Content Security Policy (CSP Level 3, 2.3.1).</param>
internal sealed record InlineAsset(string Text, string Source)
{
    /// <summary>The style sheet of the report.</summary>
    public static InlineAsset Style { get; } = Read("report.css");

    /// <summary>The script of the time line.</summary>
    public static InlineAsset Script { get; } = Read("timeline.js");

    private static InlineAsset Read(string name)
    {
        using var stream = typeof(InlineAsset).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        // An HTML parser turns every line end into \n before it hashes.
        var text = reader.ReadToEnd().ReplaceLineEndings("\n");
        return new InlineAsset(text, $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'");
    }
}
