using VideoPipeline.Imaging;
using Xunit;

namespace VideoPipeline.Tests.Imaging;

public class ContactSheetTests
{
    [Fact]
    public void Compose_FiveTilesInThreeColumns_PlacesEachInItsCell()
    {
        var tiles = Enumerable.Range(0, 5).Select(i => new Tile(Plain(60, 40, (byte)(100 + i)), ""));
        var sheet = ContactSheet.Compose([.. tiles], 3);
        Assert.Equal((4 + (3 * 64), 4 + (2 * 62)), (sheet.Width, sheet.Height));
        for (var i = 0; i < 5; i++)
        {
            var (x, y) = (4 + (i % 3 * 64), 4 + (i / 3 * 62));
            Assert.Equal(100 + i, sheet.Samples[3 * ((y * sheet.Width) + x)]);
            Assert.Equal(100 + i, sheet.Samples[(3 * (((y + 39) * sheet.Width) + x + 59)) + 2]);
        }
    }

    [Fact]
    public void Compose_Caption_IsDrawnBelowItsTile()
    {
        var with = ContactSheet.Compose([new(Plain(120, 40, 0), "0:01:08.500")], 1);
        var without = ContactSheet.Compose([new(Plain(120, 40, 0), "")], 1);
        var changed = Enumerable.Range(0, with.Samples.Length)
            .Where(i => with.Samples[i] != without.Samples[i])
            .Select(i => i / (3 * with.Width))
            .ToArray();
        Assert.NotEmpty(changed);
        Assert.All(changed, row => Assert.InRange(row, 44, 44 + 18));
    }

    [Fact]
    public void Compose_FewerTilesThanColumns_IsNarrower() =>
        Assert.Equal(
            4 + (2 * 64), ContactSheet.Compose([new(Plain(60, 40, 1), "a"), new(Plain(60, 40, 2), "b")], 6).Width);

    [Fact]
    public void Compose_ImagesOfDifferentSizes_ThrowsArgumentException() =>
        Assert.Throws<ArgumentException>(
            () => ContactSheet.Compose([new(Plain(60, 40, 1), "a"), new(Plain(60, 42, 2), "b")], 2));

    [Theory]
    [InlineData(0, "0:00:00.000")]
    [InlineData(68.5, "0:01:08.500")]
    [InlineData(59.9996, "0:01:00.000")]
    [InlineData(90061.25, "25:01:01.250")]
    [InlineData(-1.5, "-0:00:01.500")]
    public void TimeCaption_Seconds_IsInHoursMinutesAndSeconds(double seconds, string expected) =>
        Assert.Equal(expected, ContactSheet.TimeCaption(seconds));

    [Theory]
    [InlineData("tench, Tinca tinca", "0:00:01.000  tench")]
    [InlineData("a name that is far too long to show", "0:00:01.000  a name that is far...")]
    [InlineData("café", "0:00:01.000  caf?")]
    public void TimeCaption_Label_IsTruncatedAndAscii(string label, string expected) =>
        Assert.Equal(expected, ContactSheet.TimeCaption(1, label));

    private static BgrImage Plain(int width, int height, byte value)
    {
        var samples = new byte[3 * width * height];
        Array.Fill(samples, value);
        return new(width, height, samples);
    }
}
