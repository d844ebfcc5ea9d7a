using System.Globalization;
using VideoPipeline.Decoding;
using VideoPipeline.Exports.Pictures;
using VideoPipeline.Imaging;
using VideoPipeline.Results.Files;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Frames;

/// <summary>
/// Writes a file <c>film-00000123-5.125s.png</c> per frame, named after the video, the frame's number and its time since the
/// first frame.
/// </summary>
/// <param name="folder">The output folder; created if it does not exist.</param>
/// <param name="stem">The video's name without its extension.</param>
/// <param name="index">The video's index.</param>
internal sealed class PngFiles(string folder, string stem, VideoIndex index) : IFrameOutput
{
    private readonly long _firstPts = index.Frames is { Count: > 0 } frames
        ? frames.Pts[0]
        : index.Samples.Pts.Where(pts => pts != SampleTable.NoTimestamp).DefaultIfEmpty().Min();

    private readonly SortedSet<string> _names = new(StringComparer.Ordinal);
    private StagingFolder? _unfinished;

    public void Add(long place, NumberedFrame frame)
    {
        lock (_names) _unfinished ??= new StagingFolder(folder);
        var picture = frame.Frame.Pictures[0];
        var seconds = index.Video.TimeBase.ToSeconds(frame.Pts - _firstPts);
        var name = string.Create(CultureInfo.InvariantCulture, $"{stem}-{frame.Number:D8}-{seconds:0.000}s.png");
        File.WriteAllBytes(_unfinished.PathOf(name), ImageFile.EncodePng(RgbScaling.ToImage(picture)));
        lock (_names) _names.Add(name);
    }

    // The frames are added again and overwrite the files.
    public void Restart() => _names.Clear();

    public IReadOnlyList<string> Complete(RunAccess access) => _unfinished?.Publish([.. _names]) ?? [];

    public void Dispose() => _unfinished?.Dispose();
}
