namespace VideoPipeline.Indexing.Storing;

/// <summary>The description in <c>index.json</c> of the tables in <c>index.tables</c>.</summary>
/// <param name="Reordered">
/// Whether the presentation order differs from the decode order, which a part of the rows cannot show.
/// </param>
/// <param name="Samples">The sample table.</param>
/// <param name="Frames">The frame table; null if there is none.</param>
internal sealed record IndexTables(bool Reordered, BlockDirectory Samples, BlockDirectory? Frames);
