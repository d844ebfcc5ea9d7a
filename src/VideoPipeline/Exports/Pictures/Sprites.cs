using System.Globalization;
using VideoPipeline.Decoding;
using VideoPipeline.Decoding.Selected;
using VideoPipeline.Exports.Captions;
using VideoPipeline.Imaging;
using VideoPipeline.Video;

namespace VideoPipeline.Exports.Pictures;

/// <summary>
/// Thumbnails for the seek bar of a player: JPEG sheets of tiles, and a WebVTT file whose cues name a tile by a media fragment
/// (<c>thumbnails-001.jpg#xywh=160,90,160,90</c>).
/// </summary>
/// <param name="grid">The layout.</param>
/// <param name="timeBase">The unit of time stamps.</param>
/// <param name="duration">The duration of the video in ticks.</param>
internal sealed class Sprites(SpriteGrid grid, TimeBase timeBase, long duration) : IFrameSink
{
    /// <summary>The name of the WebVTT file.</summary>
    public const string IndexName = "thumbnails.vtt";

    private const int Quality = 80;

    private readonly SortedDictionary<long, (long Pts, BgrImage Image)> _tiles = [];

    /// <inheritdoc/>
    public void Add(long place, NumberedFrame frame)
    {
        var image = RgbScaling.Resize(frame.Frame.Pictures[0], grid.TileWidth, grid.TileHeight);
        lock (_tiles) _tiles[place] = (frame.Pts, image);
    }

    /// <inheritdoc/>
    public void Restart()
    {
        lock (_tiles) _tiles.Clear();
    }

    /// <summary>The sheets: the name and the content of each file.</summary>
    public IEnumerable<(string Name, byte[] Jpeg)> Sheets() => _tiles.Values
        .Select(tile => tile.Image)
        .Chunk(SpriteGrid.TilesPerSheet)
        .Select((tiles, sheet) => (SheetName(sheet), ImageFile.EncodeJpeg(Compose(tiles), Quality)));

    /// <summary>Writes the WebVTT file: a cue for each tile, up to the next; the last is up to the end of the video.</summary>
    public void WriteIndex(TextWriter output)
    {
        var starts = _tiles.Values.Select(tile => tile.Pts).ToArray();
        var cues = starts.Select((start, tile) =>
        {
            var (sheet, x, y) = grid.Place(tile);
            var area = string.Create(
                CultureInfo.InvariantCulture, $"{SheetName(sheet)}#xywh={x},{y},{grid.TileWidth},{grid.TileHeight}");
            return new WebVttCue(start, tile + 1 < starts.Length ? starts[tile + 1] : starts[0] + duration, area);
        });
        WebVtt.Write([.. cues], timeBase, output);
    }

    private BgrImage Compose(BgrImage[] tiles)
    {
        var (width, height) = grid.SheetSize(tiles.Length);
        var sheet = new BgrImage(width, height, new byte[3 * width * height]);
        var stride = 3 * grid.TileWidth;
        for (var tile = 0; tile < tiles.Length; tile++)
        {
            var (_, x, y) = grid.Place(tile);
            for (var row = 0; row < grid.TileHeight; row++)
                tiles[tile].Samples.AsSpan(row * stride, stride).CopyTo(sheet.Samples.AsSpan(3 * (((y + row) * width) + x)));
        }
        return sheet;
    }

    private static string SheetName(int sheet) => string.Create(CultureInfo.InvariantCulture, $"thumbnails-{sheet + 1:D3}.jpg");
}
