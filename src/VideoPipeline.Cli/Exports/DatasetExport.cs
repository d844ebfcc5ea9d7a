using System.Text;
using VideoPipeline.Cli.Frames;
using VideoPipeline.Decoding;
using VideoPipeline.Decoding.Selected;
using VideoPipeline.Exports.Pictures;
using VideoPipeline.Exports.Tables;
using VideoPipeline.Imaging;
using VideoPipeline.Selection;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Exports;

/// <summary>
/// A folder of JPEG pictures with <c>metadata.csv</c>: the frames that the run selected or, of all frames, that which represents
/// each shot.
/// </summary>
internal sealed class DatasetExport()
    : RunExport("dataset", "dataset/, frames as JPEG files with metadata.csv; decoded from the video")
{
    private const string Folder = "dataset";

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<string>> WriteAsync(
        ExportedRun run, StagingFolder folder, CancellationToken cancellation)
    {
        var frames = DatasetFrame.Choose(run.Summary, run.Arrays, run.ReadLabels());
        var (stem, metadata) = (VideoStem.Of(run.Shots.Video), Path.Combine(Folder, "metadata.csv"));
        var names = frames.ToDictionary(frame => frame.Frame, frame => Path.Combine(Folder, frame.FileName(stem)));
        await using (var output = new StreamWriter(folder.PathOf(metadata), append: false, new UTF8Encoding(false)))
            CsvFile.Write(DatasetFrame.ToTable(frames, stem), output);
        if (names.Count > 0)
            await RunVideo.ExtractAsync(
                run, FrameSelection.Of(FrameSet.Of(new SortedSet<long>(names.Keys))),
                new JpegFiles(frame => folder.PathOf(names[frame])), cancellation);
        return [metadata, .. names.Values];
    }

    private sealed class JpegFiles(Func<long, string> path) : IFrameSink
    {
        public void Add(long place, NumberedFrame frame) =>
            File.WriteAllBytes(path(frame.Number), ImageFile.EncodeJpeg(RgbScaling.ToImage(frame.Frame.Pictures[0])));

        // The frames are added again and overwrite the files.
        public void Restart()
        {
        }
    }
}
