using VideoPipeline.Analysis;
using VideoPipeline.Imaging;
using VideoPipeline.Results;
using VideoPipeline.Results.Files;
using VideoPipeline.Testing;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Results;

public sealed class ContactSheetTests
{
    private const int TileWidth = 64 + 4;

    [Fact]
    public void Choose_ShortAndLongShots_EachHasOneAndTheRestGoesToTheLong()
    {
        var chosen = Choose(cells: 6, (0, 10), (10, 90), (90, 100));

        Assert.Equal([1, 4, 1], chosen.Select(shot => shot.Count));
        Assert.Equal([20, 40, 60, 80], chosen[1]);
    }

    [Fact]
    public void Choose_MoreShotsThanCells_TakesTheLongest() =>
        Assert.Equal([[30], [60]], Choose(cells: 2, (0, 10), (10, 40), (40, 45), (45, 80)).Select(Nearest));

    [Fact]
    public void Choose_ShotWithoutPicture_HasNoCell() => Assert.Equal(
        [[0], [1]],
        ContactSheetPictures.Choose([Shot(0, 50), Shot(50, 53), Shot(53, 100)], [25, 75], 3));

    [Fact]
    public void Create_BlackVideo_HasOnePicture() => Assert.Equal(1, TilesOf(Enumerable.Repeat((byte)0, 20)));

    [Fact]
    public void Create_OneShotThatChanges_HasPicturesOfIt() =>
        Assert.Equal(6, TilesOf(Enumerable.Range(0, 20).Select(i => (byte)(12 * i))));

    [Fact]
    public void Create_NoPreviews_ShowsTheMean()
    {
        var sheet = ContactSheets.Create([], Plain(7), Summary(10), new TimeBase(1, 25));
        Assert.Equal(TileWidth + 4, sheet.Width);
    }

    [Fact]
    public void BarCode_TwoColors_HasTwoBars()
    {
        var code = ColorBarCode.Create([Preview(0, 20), Preview(1, 200)], Plain(0));

        Assert.Equal((1080, 144), (code.Width, code.Height));
        Assert.InRange(code.Samples[0], 18, 22);
        Assert.InRange(code.Samples[^1], 198, 202);
    }

    // The number of tiles in the first row, of six at most.
    private static int TilesOf(IEnumerable<byte> levels)
    {
        Preview[] previews = [.. levels.Select((level, i) => Preview(i, level))];
        return (ContactSheets.Create(previews, Plain(0), Summary(previews.Length), new TimeBase(1, 25)).Width - 4) / TileWidth;
    }

    private static IReadOnlyList<IReadOnlyList<int>> Choose(int cells, params (long Start, long End)[] shots) =>
        ContactSheetPictures.Choose(
            [.. shots.Select(shot => Shot(shot.Start, shot.End))], [.. Enumerable.Range(0, 100).Select(i => (long)i)], cells);

    // To ten frames.
    private static int[] Nearest(IReadOnlyList<int> shot) => [.. shot.Select(picture => (picture + 5) / 10 * 10)];

    private static Summary Summary(long end) => ExampleRun.Summary with { Shots = [Shot(0, end)] };

    private static SummaryShot Shot(long start, long end) =>
        ExampleRun.Summary.Shots[0] with
        {
            Start = start, End = end, StartSeconds = start, EndSeconds = end, Frame = (start + end) / 2,
        };

    private static Preview Preview(int frame, byte level) => new(frame, frame, ImageFile.EncodeJpeg(Plain(level)));

    private static BgrImage Plain(byte level) => new(64, 36, [.. Enumerable.Repeat(level, 3 * 64 * 36)]);
}
