namespace VideoPipeline.StatesLanguage.Maps;

/// <summary>An object that lists the objects with the items.</summary>
internal enum ManifestType
{
    /// <summary>Of an UNLOAD of Athena: an S3 URI a line.</summary>
    AthenaData,

    /// <summary>Of an S3 Inventory: JSON that names the CSV files of the report and their columns.</summary>
    S3Inventory,
}
