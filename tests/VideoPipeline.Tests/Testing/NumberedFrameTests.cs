using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Tests.Testing;

public class NumberedFrameTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(149)]
    [InlineData(0x5555)]
    [InlineData(0xAAAA)]
    [InlineData(0xFFFF)]
    public void ReadNumber_DrawnFrame_ReadsItBack(int number) =>
        Assert.Equal(number, NumberedFrame.ReadNumber(Drawn(number), NumberedFrame.Width, NumberedFrame.Height));

    [Fact]
    public void ReadNumber_HalfTheSize_ReadsItBack()
    {
        var everyOtherRow = Drawn(149).Chunk(2 * NumberedFrame.Width).SelectMany(rows => rows.Take(NumberedFrame.Width));
        var half = everyOtherRow.Where((_, x) => x % 2 == 0);

        Assert.Equal(149, NumberedFrame.ReadNumber([.. half], NumberedFrame.Width / 2, NumberedFrame.Height / 2));
    }

    [Fact]
    public void ReadNumber_BlendOfTwoFrames_IsRefused()
    {
        var blend = Drawn(7).Zip(Drawn(8), (left, right) => (byte)((left + right) / 2)).ToArray();

        Assert.Throws<InvalidDataException>(() => NumberedFrame.ReadNumber(blend, NumberedFrame.Width, NumberedFrame.Height));
    }

    [Fact]
    public void ReadNumber_LowerHalfOfAnotherFrame_IsRefused()
    {
        const int middle = NumberedFrame.Width * NumberedFrame.Height / 2;
        byte[] torn = [.. Drawn(7)[..middle], .. Drawn(8)[middle..]];

        Assert.Throws<InvalidDataException>(() => NumberedFrame.ReadNumber(torn, NumberedFrame.Width, NumberedFrame.Height));
    }

    private static byte[] Drawn(int number)
    {
        var grey = new byte[NumberedFrame.Width * NumberedFrame.Height];
        NumberedFrame.Draw(number, grey);
        return grey;
    }
}
