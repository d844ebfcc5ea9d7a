using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.Maps;

/// <summary>The ItemReader of a Map Run: reads the items from an object, or lists objects.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html</remarks>
internal sealed class ItemReader
{
    private const string GetObject = "arn:aws:states:::s3:getObject";
    private const string ListObjects = "arn:aws:states:::s3:listObjectsV2";
    private const int MaxItems = 100_000_000;

    private static readonly LanguageFields s_fields = new(["Resource", "ReaderConfig"], ["Parameters"], ["Arguments"]);

    private readonly ItemFormat? _format;
    private readonly PayloadTemplate _parameters;
    private readonly NumberField? _maxItems;

    private ItemReader(DefinitionNode node)
    {
        s_fields.Check(node, "an ItemReader");
        var reads = node.Required("Resource").OneOf(GetObject, ListObjects) == GetObject;
        _parameters = node.Required(node.ArgumentsField).Template();
        var config = reads ? node.Required("ReaderConfig") : node.Optional("ReaderConfig");
        config?.AllowOnly("a ReaderConfig", ["MaxItems", "MaxItemsPath", .. reads ? ItemFormat.Fields : []]);
        _maxItems = config is null ? null : NumberField.Parse(config, "MaxItems", 0, int.MaxValue);
        _format = reads ? ItemFormat.Parse(config!) : null;
    }

    public static ItemReader Parse(DefinitionNode node) => new(node);

    /// <summary>Reads the items.</summary>
    /// <exception cref="StatesException">States.ItemReaderFailed: the object does not exist, is not in the format, or may not
    /// be read.</exception>
    public async Task<IReadOnlyList<JsonData>> ReadAsync(
        Scope scope, IObjectStore? objects, CancellationToken cancellation)
    {
        var parameters = _parameters.Evaluate(scope);
        var limit = ResolveMaxItems(scope);
        try
        {
            if (objects is null) throw new InvalidOperationException("The engine has no object store.");
            return _format is null
                ? await ListAsync(objects, parameters, limit, cancellation).ConfigureAwait(false)
                : await GetAsync(objects, parameters, limit, cancellation).ConfigureAwait(false);
        }
        catch (Exception failed) when (
            failed is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            throw Failed(failed.Message);
        }
    }

    private async Task<IReadOnlyList<JsonData>> GetAsync(
        IObjectStore objects, JsonData parameters, int limit, CancellationToken cancellation)
    {
        var (bucket, key) = (Text(parameters, "Bucket"), Text(parameters, "Key"));
        var stream = await objects.GetAsync(bucket, key, cancellation).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            using var reader = new StreamReader(stream);
            return _format!.Read(reader).Take(limit).ToList();
        }
    }

    private static async Task<IReadOnlyList<JsonData>> ListAsync(
        IObjectStore objects, JsonData parameters, int limit, CancellationToken cancellation)
    {
        var items = new List<JsonData>();
        var bucket = Text(parameters, "Bucket");
        var prefix = parameters["Prefix"] is null ? "" : Text(parameters, "Prefix");
        await foreach (var found in objects.ListAsync(bucket, prefix, cancellation).ConfigureAwait(false))
        {
            if (items.Count == limit) break;
            items.Add(new ObjectBuilder
            {
                ["Etag"] = found.ETag,
                ["Key"] = found.Key,
                ["LastModified"] = found.LastModified.ToUnixTimeSeconds(),
                ["Size"] = found.Size,
                ["StorageClass"] = found.StorageClass,
            });
        }
        return items;
    }

    private int ResolveMaxItems(Scope scope)
    {
        var limit = _maxItems?.Evaluate(scope) ?? 0;
        if (limit < 0) throw Failed("field MaxItems must be positive");
        return limit == 0 ? MaxItems : (int)Math.Min(limit, MaxItems);
    }

    private static string Text(JsonData parameters, string field) => parameters[field] is StringData { Value: var text }
        ? text
        : throw new FormatException($"The Parameters of the ItemReader do not contain a string {field}.");

    private static StatesException Failed(string cause) => new(ErrorNames.ItemReaderFailed, cause);
}
