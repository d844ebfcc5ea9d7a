using VideoPipeline.Exports.Shots;
using VideoPipeline.Exports.Tables;

namespace VideoPipeline.Cli.Exports;

/// <summary>The formats to which a run can be exported. A new one is a line here, or in <see cref="ShotExports"/>.</summary>
internal static class RunExports
{
    private const string ShotsCsv = "shots-csv", FramesCsv = "frames-csv";
    private const string ShotsParquet = "shots-parquet", FramesParquet = "frames-parquet";

    /// <summary>All formats.</summary>
    public static IReadOnlyList<RunExport> All { get; } =
    [
        new TextExport(
            ShotsCsv, "shots.csv", "a row for each shot", (run, output) => CsvFile.Write(ShotTable.ToTable(run.Shots), output)),
        new TextExport(
            FramesCsv, "frames.csv", "a row for each frame",
            (run, output) => CsvFile.Write(FrameArrays.ToTable(run.Arrays.All), output)),
        new ParquetExport(ShotsParquet, "shots.parquet", "a row for each shot", run => ShotTable.ToTable(run.Shots)),
        new ParquetExport(
            FramesParquet, "frames.parquet", "a row for each frame", run => FrameArrays.ToTable(run.Arrays.All)),
        .. ShotExports.All.Select(export => new TextExport(
            export.Format, export.FileName, export.Description, (run, output) => export.Write(run.Shots, output),
            run => export.Remark(run.Shots))),
        new SpritesExport(),
        new DatasetExport(),
    ];

    /// <summary>Names for several formats.</summary>
    public static IReadOnlyDictionary<string, string[]> Groups { get; } = new Dictionary<string, string[]>
    {
        ["csv"] = [ShotsCsv, FramesCsv],
        ["parquet"] = [ShotsParquet, FramesParquet],
    };

    /// <summary>The names of the files of the groups that a run has only on request.</summary>
    public static IReadOnlyList<string> TableFiles { get; } = ["frames.csv", "shots.parquet", "frames.parquet"];

    /// <summary>The formats of a name; empty if there is none.</summary>
    public static IReadOnlyList<RunExport> Find(string name) =>
        [.. All.Where(export => export.Format == name || Groups.GetValueOrDefault(name)?.Contains(export.Format) == true)];
}
