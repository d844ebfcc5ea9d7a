using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace VideoPipeline.Layers.Materials;

/// <summary>The bill of materials of what is deployed, as CycloneDX 1.6 (ECMA-424) in JSON.</summary>
internal static class BillOfMaterials
{
    private const string Archive = "https://deb.debian.org/debian/pool/main/";
    private const string SubstitutesFolder = "/Substitutes/";

    private static readonly JsonSerializerOptions s_format =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Adds the sources of the layers to the bill of the functions' packages.</summary>
    /// <param name="packages">What CycloneDX's tool for .NET wrote. Its time is left out: equal bills are equal bytes.</param>
    /// <param name="sources">The sources of the layers.</param>
    public static string Complete(JsonObject packages, IEnumerable<DebianSource> sources)
    {
        var bill = packages.DeepClone().AsObject();
        bill["metadata"]!.AsObject().Remove("timestamp");
        foreach (var source in sources) bill["components"]!.AsArray().Add(Component(source));
        return bill.ToJsonString(s_format) + "\n";
    }

    /// <summary>The packages that a substitute replaces, from what NuGet wrote when it restored the functions' project.</summary>
    public static IReadOnlyList<string> ReplacedPackages(JsonObject assets) =>
    [
        .. from library in assets["libraries"]!.AsObject()
           where ((string?)library.Value!["path"])?.Contains(SubstitutesFolder, StringComparison.Ordinal) == true
           select library.Key.Split('/')[0],
    ];

    private static JsonObject Component(DebianSource source)
    {
        // Package URL: the version is percent-encoded.
        var address = $"pkg:deb/debian/{source.Name}@{Uri.EscapeDataString(source.Version)}?arch=source";
        return new JsonObject
        {
            ["type"] = "library",
            ["bom-ref"] = address,
            ["name"] = source.Name,
            ["version"] = source.Version,
            ["scope"] = "required",
            ["purl"] = address,
            ["externalReferences"] = new JsonArray([.. source.Files.Select(file => new JsonObject
            {
                ["type"] = "source-distribution",
                ["url"] = Archive + file.Path,
                ["hashes"] = new JsonArray(new JsonObject { ["alg"] = "SHA-256", ["content"] = file.Sha256 }),
            })]),
        };
    }
}
