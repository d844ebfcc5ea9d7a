using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.Maps;

/// <summary>Reads the objects that a manifest lists.</summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory-location.html,
/// https://docs.aws.amazon.com/athena/latest/ug/querying-finding-output-files.html</remarks>
internal static class ManifestReader
{
    private const string Scheme = "s3://";
    private const string BucketArn = "arn:aws:s3:::";

    /// <summary>The objects, and the format of their items.</summary>
    /// <param name="content">The manifest.</param>
    /// <param name="type">Its type.</param>
    /// <param name="format">The InputType; null for an inventory, whose manifest says it.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <exception cref="FormatException">It is not a manifest of that type, or one of files that are not CSV.</exception>
    public static async Task<(IReadOnlyList<ObjectName> Objects, ItemFormat Format)> ReadAsync(
        Stream content, ManifestType type, ItemFormat? format, CancellationToken cancellation)
    {
        using var reader = new StreamReader(content);
        var text = await reader.ReadToEndAsync(cancellation).ConfigureAwait(false);
        return type == ManifestType.AthenaData ? (ReadAthena(text), format!) : ReadInventory(text);
    }

    private static ObjectName[] ReadAthena(string text) => text
        .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Trim('"')).Select(ParseUri).ToArray();

    private static ObjectName ParseUri(string uri)
    {
        var name = uri.StartsWith(Scheme, StringComparison.Ordinal) ? uri[Scheme.Length..] : "";
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < name.Length - 1
            ? new ObjectName(name[..slash], name[(slash + 1)..])
            : throw new FormatException($"The manifest has a line that is not an S3 URI such as s3://bucket/key: {uri}");
    }

    private static (IReadOnlyList<ObjectName>, ItemFormat) ReadInventory(string text)
    {
        var manifest = JsonData.Parse(text) as ObjectData ?? throw new FormatException("The manifest is not a JSON object.");
        var fileFormat = Text(manifest, "fileFormat");
        if (fileFormat != ItemFormat.Csv) throw new FormatException(
            $"The inventory has the output format {fileFormat}, which Step Functions does not read. Set the inventory's output "
            + "format to CSV.");
        var bucket = Text(manifest, "destinationBucket");
        if (bucket.StartsWith(BucketArn, StringComparison.Ordinal)) bucket = bucket[BucketArn.Length..];
        var columns = Text(manifest, "fileSchema").Split(',', StringSplitOptions.TrimEntries);
        var files = manifest["files"] as ArrayData ?? throw new FormatException("The manifest lists no files.");
        return (files.Select(file => new ObjectName(bucket, Text(file, "key"))).ToArray(), new CsvFormat(columns, ','));
    }

    private static string Text(JsonData manifest, string field) => (manifest[field] as StringData)?.Value
        ?? throw new FormatException($"The manifest of the inventory does not contain a string {field}.");
}

/// <summary>The bucket and the key of an object.</summary>
internal readonly record struct ObjectName(string Bucket, string Key);
