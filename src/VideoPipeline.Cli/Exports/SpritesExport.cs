using System.Text;
using VideoPipeline.Cli.Frames;
using VideoPipeline.Exports.Pictures;
using VideoPipeline.Selection;

namespace VideoPipeline.Cli.Exports;

/// <summary>Thumbnail sprites with a WebVTT file, for players. They show the whole video, whatever the run selected.</summary>
internal sealed class SpritesExport()
    : RunExport("sprites", $"{Sprites.IndexName} and thumbnails-001.jpg…, thumbnails for players; decoded from the video")
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<string>> WriteAsync(
        ExportedRun run, StagingFolder folder, CancellationToken cancellation)
    {
        var (video, timeBase) = (run.Summary.Video, run.Shots.TimeBase);
        var sprites = new Sprites(
            SpriteGrid.Of(video.Width, video.Height), timeBase, timeBase.ToTicks(video.DurationSeconds));
        var selection = FrameSelection.PerSecond($"1/{SpriteGrid.Interval(video.DurationSeconds)}");
        await RunVideo.ExtractAsync(run, selection, sprites, cancellation);
        var names = new List<string> { Sprites.IndexName };
        await using (var index = new StreamWriter(folder.PathOf(Sprites.IndexName), append: false, new UTF8Encoding(false)))
            sprites.WriteIndex(index);
        foreach (var (name, jpeg) in sprites.Sheets())
        {
            await File.WriteAllBytesAsync(folder.PathOf(name), jpeg, cancellation);
            names.Add(name);
        }
        return names;
    }
}
