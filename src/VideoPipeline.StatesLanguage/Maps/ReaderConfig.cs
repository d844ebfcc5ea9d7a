using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.Maps;

/// <summary>The ReaderConfig of an ItemReader: what the object, or each object of the list, contains.</summary>
/// <param name="Format">The format of the items; null if the items are the entries of the list, or the manifest says it.</param>
/// <param name="Manifest">The manifest that the object is; null if it has the items itself.</param>
/// <param name="MaxItems">The maximum number of items.</param>
internal sealed record ReaderConfig(ItemFormat? Format, ManifestType? Manifest, NumberField? MaxItems)
{
    private const string Athena = "ATHENA_DATA";
    private const string Inventory = "S3_INVENTORY";

    // The name of an inventory before there was ManifestType.
    private const string LegacyInventory = "MANIFEST";

    private static readonly string[] s_maxItems = ["MaxItems", "MaxItemsPath"];
    private static readonly string[] s_objectFields = [.. s_maxItems, .. ItemFormat.Fields, "ManifestType"];
    private static readonly string[] s_listFields = [.. s_maxItems, .. ItemFormat.Fields, "Transformation"];

    /// <summary>Parses the config of <c>s3:getObject</c>.</summary>
    public static ReaderConfig ParseObject(DefinitionNode node)
    {
        CheckFields(node, s_objectFields);
        var limit = ParseMaxItems(node);
        switch (node.Optional("ManifestType")?.OneOf(Athena, Inventory))
        {
            case Inventory:
                if (node.Has("InputType")) node.Report(
                    "Field 'InputType' is not supported", "Remove it: the files of an inventory are CSV.");
                return new ReaderConfig(null, ManifestType.S3Inventory, limit);
            case Athena:
                return new ReaderConfig(ParseFormat(node), ManifestType.AthenaData, limit);
        }
        return node.Has("InputType") && node["InputType"].Token is StringData { Value: LegacyInventory }
            ? new ReaderConfig(null, ManifestType.S3Inventory, limit)
            : new ReaderConfig(ParseFormat(node, LegacyInventory), null, limit);
    }

    /// <summary>Parses the config of <c>s3:listObjectsV2</c>; null is that without one.</summary>
    public static ReaderConfig ParseList(DefinitionNode? node)
    {
        if (node is null) return new ReaderConfig(null, null, null);
        CheckFields(node, s_listFields);
        var limit = ParseMaxItems(node);
        if (node.Optional("Transformation")?.OneOf("NONE", "LOAD_AND_FLATTEN") == "LOAD_AND_FLATTEN")
        {
            return new ReaderConfig(ParseFormat(node), null, limit);
        }
        foreach (var stray in ItemFormat.Fields.Where(node.Has))
        {
            node.Report(
                $"Field '{stray}' is not supported", $"Remove {stray}, or set Transformation to LOAD_AND_FLATTEN.");
        }
        return new ReaderConfig(null, null, limit);
    }

    private static void CheckFields(DefinitionNode node, string[] fields) =>
        new LanguageFields(fields.Except(["MaxItemsPath"]).ToArray(), ["MaxItemsPath"], []).Check(node, "a ReaderConfig");

    private static NumberField ParseMaxItems(DefinitionNode node) => NumberField.Parse(node, "MaxItems", 0, int.MaxValue);

    // The other fields are not checked against an InputType that is wrong.
    private static ItemFormat ParseFormat(DefinitionNode node, params string[] others)
    {
        var field = node.Required("InputType");
        var type = field.OneOf(
            [ItemFormat.Csv, ItemFormat.Json, ItemFormat.JsonLines, ItemFormat.Parquet, .. others]);
        return field.Token is StringData { Value: var text } && text == type
            ? ItemFormat.Parse(node, type)
            : new JsonFormat(ItemsPointer.Root);
    }
}
