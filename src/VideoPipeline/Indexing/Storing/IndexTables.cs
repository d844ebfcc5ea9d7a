namespace VideoPipeline.Indexing.Storing;

/// <summary>What <c>index.json</c> says of the tables in <c>index.tables</c>.</summary>
/// <param name="Reordered">Whether samples are presented in another order than they are decoded in, which no part of them tells.</param>
/// <param name="Samples">The sample table.</param>
/// <param name="Frames">The frame table; null where there is none.</param>
public sealed record IndexTables(bool Reordered, BlockDirectory Samples, BlockDirectory? Frames);
