using Newtonsoft.Json.Linq;
using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.Maps;

/// <summary>Groups items into batches. The input of a child execution is then <c>{"BatchInput": …, "Items":
/// […]}</c>.</summary>
internal sealed record ItemBatcher(IntegerOrPath MaxItems, IntegerOrPath MaxBytes, PayloadTemplate? BatchInput)
{
    private static readonly string[] s_fields =
        ["MaxItemsPerBatch", "MaxItemsPerBatchPath", "MaxInputBytesPerBatch", "MaxInputBytesPerBatchPath",
            "BatchInput"];

    public static ItemBatcher Parse(DefinitionNode node)
    {
        node.AllowOnly("an ItemBatcher", s_fields);
        var items = IntegerOrPath.Parse(node, "MaxItemsPerBatch", 1);
        var bytes = IntegerOrPath.Parse(node, "MaxInputBytesPerBatch", 1, (int)PayloadLimit.Bytes);
        return items.IsGiven || bytes.IsGiven
            ? new ItemBatcher(items, bytes, node.Optional("BatchInput")?.Template())
            : throw node.Invalid(
                "The batch size is missing.", "Write MaxItemsPerBatch or MaxInputBytesPerBatch.");
    }

    public IReadOnlyList<ChildInput> Batch(IEnumerable<JToken> items, Scope scope)
    {
        var maxItems = MaxItems.Evaluate(scope) ?? int.MaxValue;
        var maxBytes = Math.Min(MaxBytes.Evaluate(scope) ?? PayloadLimit.Bytes, PayloadLimit.Bytes);
        var empty = NewBatch(BatchInput?.Evaluate(scope));
        var emptyBytes = StatesJson.Utf8Length(empty);

        var batches = new List<ChildInput>();
        var batch = new List<JToken>();
        var bytes = emptyBytes;
        foreach (var item in items)
        {
            var size = StatesJson.Utf8Length(item) + (batch.Count == 0 ? 0 : ",".Length);
            if (batch.Count > 0 && (batch.Count == maxItems || bytes + size > maxBytes))
            {
                batches.Add(Fill(empty, batch));
                (batch, bytes) = ([], emptyBytes);
            }
            batch.Add(item);
            bytes += size;
        }
        if (batch.Count > 0) batches.Add(Fill(empty, batch));
        return batches;
    }

    private static JObject NewBatch(JToken? batchInput)
    {
        var batch = new JObject();
        if (batchInput is not null) batch["BatchInput"] = batchInput;
        batch["Items"] = new JArray();
        return batch;
    }

    private static ChildInput Fill(JObject empty, List<JToken> items)
    {
        var batch = (JObject)empty.DeepClone();
        var array = (JArray)batch["Items"]!;
        foreach (var item in items) array.Add(item);
        return new ChildInput(batch, items.Count);
    }
}
