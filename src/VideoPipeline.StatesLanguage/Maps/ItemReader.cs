using System.Runtime.CompilerServices;
using System.Text;
using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Testing;

namespace VideoPipeline.StatesLanguage.Maps;

/// <summary>The ItemReader of a Map Run: reads the items from an object, from those that a manifest names or a listing finds, or
/// reads the listing itself.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html</remarks>
internal sealed class ItemReader
{
    private const string GetObject = "arn:aws:states:::s3:getObject";
    private const string ListObjects = "arn:aws:states:::s3:listObjectsV2";
    private const int MaxItems = 100_000_000;

    private static readonly LanguageFields s_fields = new(["Resource", "ReaderConfig"], ["Parameters"], ["Arguments"]);

    private readonly bool _lists;
    private readonly string _argumentsField;
    private readonly PayloadTemplate _arguments;
    private readonly ReaderConfig _config;

    private ItemReader(DefinitionNode node)
    {
        s_fields.Check(node, "an ItemReader");
        _lists = node.Required("Resource").OneOf(GetObject, ListObjects) == ListObjects;
        _argumentsField = node.ArgumentsField;
        _arguments = node.Required(_argumentsField).Template();
        _config = _lists
            ? ReaderConfig.ParseList(node.Optional("ReaderConfig"))
            : ReaderConfig.ParseObject(node.Required("ReaderConfig"));
    }

    public static ItemReader Parse(DefinitionNode node) => new(node);

    /// <summary>Reads the items.</summary>
    /// <exception cref="StatesException">States.ItemReaderFailed: an object does not exist, is not in the format, or may not be
    /// read.</exception>
    public async Task<IReadOnlyList<MapItem>> ReadAsync(
        Scope scope, IObjectStore? objects, CancellationToken cancellation)
    {
        var arguments = _arguments.Evaluate(scope);
        var limit = ResolveMaxItems(scope);
        try
        {
            if (objects is null) throw new InvalidOperationException("The engine has no object store.");
            var items = new List<MapItem>();
            await foreach (var (value, source) in ItemsAsync(objects, arguments, cancellation).ConfigureAwait(false))
            {
                items.Add(new MapItem(items.Count, value, source));
                if (items.Count == limit) break;
            }
            return items;
        }
        catch (Exception failed) when (
            failed is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            throw Failed(failed.Message);
        }
    }

    /// <summary>Reads the items of a tested state from the data of the test.</summary>
    /// <exception cref="StatesException">States.ItemReaderFailed: the data are not in the format.</exception>
    public IReadOnlyList<MapItem> Inspect(Scope scope, StateTest test)
    {
        _arguments.Evaluate(scope);
        var limit = ResolveMaxItems(scope);
        var format = _config.Format ?? new JsonFormat(ItemsPointer.Root);
        try
        {
            using var data = new MemoryStream(Encoding.UTF8.GetBytes(test.ItemReaderData));
            JsonData[] items = [.. format.ReadAsync(data, CancellationToken.None).ToBlockingEnumerable().Take(limit)];
            if (format.HasPointer) test.Inspection.AfterItemsPointer = ArrayData.Of(items);
            return [.. items.Select((item, index) => new MapItem(index, item))];
        }
        catch (FormatException malformed)
        {
            throw Failed(malformed.Message);
        }
    }

    // The items with their sources: the object, or the bucket that is listed.
    private IAsyncEnumerable<(JsonData Value, string Source)> ItemsAsync(
        IObjectStore objects, JsonData arguments, CancellationToken cancellation)
    {
        var bucket = Text(arguments, "Bucket");
        if (!_lists) return ObjectItemsAsync(objects, new ObjectName(bucket, Text(arguments, "Key")), cancellation);
        var prefix = arguments["Prefix"] is null ? "" : Text(arguments, "Prefix");
        var found = objects.ListAsync(bucket, prefix, cancellation);
        return _config.Format is { } format
            ? ContentAsync(objects, found.Select(entry => new ObjectName(bucket, entry.Key)), format, cancellation)
            : found.Select(entry => (Entry(entry), $"S3://{bucket}"));
    }

    private async IAsyncEnumerable<(JsonData Value, string Source)> ObjectItemsAsync(
        IObjectStore objects, ObjectName name, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (sources, format) = _config.Manifest is { } type
            ? await ReadManifestAsync(objects, name, type, cancellation).ConfigureAwait(false)
            : ([name], _config.Format!);
        var content = ContentAsync(objects, sources.ToAsyncEnumerable(), format, cancellation);
        await foreach (var item in content.ConfigureAwait(false)) yield return item;
    }

    private async Task<(IReadOnlyList<ObjectName>, ItemFormat)> ReadManifestAsync(
        IObjectStore objects, ObjectName name, ManifestType type, CancellationToken cancellation)
    {
        var stream = await objects.GetAsync(name.Bucket, name.Key, cancellation).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            return await ManifestReader.ReadAsync(stream, type, _config.Format, cancellation).ConfigureAwait(false);
        }
    }

    private static async IAsyncEnumerable<(JsonData Value, string Source)> ContentAsync(
        IObjectStore objects, IAsyncEnumerable<ObjectName> names, ItemFormat format,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var name in names.ConfigureAwait(false))
        {
            var stream = await objects.GetAsync(name.Bucket, name.Key, cancellation).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                await foreach (var item in format.ReadAsync(stream, cancellation).ConfigureAwait(false))
                {
                    yield return (item, $"S3://{name.Bucket}/{name.Key}");
                }
            }
        }
    }

    private static JsonData Entry(StoredObject found) => new ObjectBuilder
    {
        ["Etag"] = found.ETag,
        ["Key"] = found.Key,
        ["LastModified"] = found.LastModified.ToUnixTimeSeconds(),
        ["Size"] = found.Size,
        ["StorageClass"] = found.StorageClass,
    };

    private int ResolveMaxItems(Scope scope)
    {
        var limit = _config.MaxItems?.Evaluate(scope) ?? 0;
        if (limit < 0) throw Failed("field MaxItems must be positive");
        return limit == 0 ? MaxItems : (int)Math.Min(limit, MaxItems);
    }

    private string Text(JsonData arguments, string field) => arguments[field] is StringData { Value: var text }
        ? text
        : throw new FormatException($"The {_argumentsField} of the ItemReader do not contain a string {field}.");

    private static StatesException Failed(string cause) => new(ErrorNames.ItemReaderFailed, cause);
}
