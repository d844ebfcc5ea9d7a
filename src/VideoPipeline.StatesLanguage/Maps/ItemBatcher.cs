using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.Maps;

/// <summary>Groups items into batches. The input of a child execution is then <c>{"BatchInput": …, "Items":
/// […]}</c>.</summary>
internal sealed record ItemBatcher(IntegerField MaxItems, IntegerField MaxBytes, PayloadTemplate? BatchInput)
{
    private static readonly string[] s_sizes = ["MaxItemsPerBatch", "MaxInputBytesPerBatch"];
    private static readonly string[] s_sizePaths = ["MaxItemsPerBatchPath", "MaxInputBytesPerBatchPath"];
    private static readonly LanguageFields s_fields = new([.. s_sizes, "BatchInput"], s_sizePaths, []);

    public static ItemBatcher Parse(DefinitionNode node)
    {
        s_fields.Check(node, "an ItemBatcher");
        var items = IntegerField.Parse(node, "MaxItemsPerBatch", 1);
        var bytes = IntegerField.Parse(node, "MaxInputBytesPerBatch", 1, (int)PayloadLimit.Bytes);
        if (!s_sizes.Concat(s_sizePaths).Any(node.Has)) node.Report(
            "This object should have at least one of the following fields: [MaxItemsPerBatch, MaxInputBytesPerBatch]",
            "Write the size of a batch.");
        return new ItemBatcher(items, bytes, node.Optional("BatchInput")?.Template());
    }

    public IReadOnlyList<ChildInput> Batch(IEnumerable<JsonData> items, Scope scope)
    {
        var maxItems = MaxItems.Evaluate(scope) ?? int.MaxValue;
        var maxBytes = Math.Min(MaxBytes.Evaluate(scope) ?? PayloadLimit.Bytes, PayloadLimit.Bytes);
        var batchInput = BatchInput?.Evaluate(scope);
        var emptyBytes = NewBatch(batchInput).Utf8Length;

        var batches = new List<ChildInput>();
        var batch = new List<JsonData>();
        var bytes = emptyBytes;
        foreach (var item in items)
        {
            var size = item.Utf8Length + (batch.Count == 0 ? 0 : ",".Length);
            if (batch.Count > 0 && (batch.Count == maxItems || bytes + size > maxBytes))
            {
                batches.Add(new ChildInput(NewBatch(batchInput, [.. batch]), batch.Count));
                (batch, bytes) = ([], emptyBytes);
            }
            batch.Add(item);
            bytes += size;
        }
        if (batch.Count > 0) batches.Add(new ChildInput(NewBatch(batchInput, [.. batch]), batch.Count));
        return batches;
    }

    private static ObjectData NewBatch(JsonData? batchInput, params JsonData[] items)
    {
        var batch = batchInput is null ? ObjectData.Empty : ObjectData.Of(("BatchInput", batchInput));
        return batch.With("Items", ArrayData.Own(items));
    }
}
