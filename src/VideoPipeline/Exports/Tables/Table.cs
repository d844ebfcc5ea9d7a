namespace VideoPipeline.Exports.Tables;

/// <summary>A table: columns of the same number of rows.</summary>
/// <param name="Rows">The number of rows.</param>
/// <param name="Columns">The columns, with unique names.</param>
internal sealed record Table(int Rows, IReadOnlyList<TableColumn> Columns);
