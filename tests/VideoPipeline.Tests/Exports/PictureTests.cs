using VideoPipeline.Exports.Pictures;
using VideoPipeline.Npz;
using VideoPipeline.Results.Files;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Tests.Exports;

public sealed class PictureTests
{
    [Theory]
    [InlineData(1920, 1080, 160, 90)]
    [InlineData(1080, 1920, 90, 160)]
    [InlineData(854, 480, 160, 90)]
    [InlineData(10_000, 10, 160, 1)]
    [InlineData(2, 2, 160, 160)]
    public void SpriteGrid_Size_KeepsTheShape(int width, int height, int tileWidth, int tileHeight) =>
        Assert.Equal(new SpriteGrid(tileWidth, tileHeight), SpriteGrid.Of(width, height));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(300, 1)]
    [InlineData(301, 2)]
    [InlineData(7200, 30)]
    [InlineData(1_000_000, 60)]
    public void SpriteGrid_Interval_GrowsWithTheDuration(double duration, int seconds) =>
        Assert.Equal(seconds, SpriteGrid.Interval(duration));

    [Fact]
    public void SpriteGrid_Tiles_AreWithinTheirSheetAndApart()
    {
        var grid = SpriteGrid.Of(1920, 1080);
        const int tiles = 237;
        var places = Enumerable.Range(0, tiles).Select(grid.Place).ToArray();
        Assert.Equal(tiles, places.Distinct().Count());
        Assert.All(places, place =>
        {
            var (width, height) = grid.SheetSize(Math.Min(100, tiles - (100 * place.Sheet)));
            Assert.InRange(place.X + grid.TileWidth, grid.TileWidth, Math.Min(width, 1600));
            Assert.InRange(place.Y + grid.TileHeight, grid.TileHeight, Math.Min(height, 1600));
        });
    }

    [Fact]
    public void Dataset_AllFrames_AreThoseThatRepresentShots()
    {
        var frames = DatasetFrame.Choose(ExampleRun.Summary, Arrays(ExampleRun.Columns.Frame), labels: null);
        Assert.Equal(
            ExampleRun.Summary.Shots.Select((shot, index) => (shot.Frame, index + 1)),
            frames.Select(frame => (frame.Frame, frame.Shot)));
    }

    [Fact]
    public void Dataset_SelectedFrames_AreAllOfThemWithTheirBestLabel()
    {
        var summary = ExampleRun.Summary with { Frames = new SummaryFrames(3, 3, [], "at 0,14,50") };
        var arrays = Arrays(
            [0, 14, 50], NpyArray.Of<int>("class_id", [1, 0, -1, -1, 0, 1], 3, 2),
            NpyArray.Of<double>("class_score", [0.5, 0.25, 0, 0, 1, 0], 3, 2));
        Assert.Equal(
            [new(0, 0, 1, "cup", 0.5), new(14, 1.4, 2, null, null), new DatasetFrame(50, 5, 3, "box", 1)],
            DatasetFrame.Choose(summary, arrays, ["box", "cup"]));
    }

    private static NpzArrays Arrays(long[] frames, params NpyArray[] others) => new("frames.npz", [
        NpyArray.Of("frame", frames), NpyArray.Of("time", frames.Select(frame => frame / 10.0).ToArray()), .. others]);
}
