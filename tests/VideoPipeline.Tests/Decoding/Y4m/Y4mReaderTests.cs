using System.Text;
using VideoPipeline.Decoding.Y4m;
using Xunit;

namespace VideoPipeline.Tests.Decoding.Y4m;

public sealed class Y4mReaderTests
{
    private const string Header = "YUV4MPEG2 W3 H1 F25:1 Ip A1:1 C420mpeg2 XYSCSS=420MPEG2\n";

    [Fact]
    public void TryOpen_EmptyStream_ReturnsNull() => Assert.Null(Y4mReader.TryOpen(Bytes("")));

    [Fact]
    public void ReadFrame_TwoFrames_ReturnsPlanesOfBoth()
    {
        var reader = Y4mReader.TryOpen(Bytes(Header + "FRAME\nabcuuvvFRAME\ndefwwxx"))!;
        Assert.Equal((3, 1), (reader.Width, reader.Height));
        var planes = new byte[7];
        Assert.True(reader.ReadFrame(planes));
        Assert.Equal("abcuuvv", Encoding.ASCII.GetString(planes));
        Assert.True(reader.ReadFrame(planes));
        Assert.Equal("defwwxx", Encoding.ASCII.GetString(planes));
        Assert.False(reader.ReadFrame(planes));
    }

    [Theory]
    [InlineData("YUV4MPEG2 W3 H1 C422\n")]
    [InlineData("YUV4MPEG2 W3 H1 C420p10 XYSCSS=420P10\n")]
    [InlineData("YUV4MPEG2 W3 C420\n")]
    [InlineData("nut/multimedia container\n")]
    public void TryOpen_OtherFormat_Throws(string header) =>
        Assert.Throws<InvalidDataException>(() => Y4mReader.TryOpen(Bytes(header)));

    [Theory]
    [InlineData("FRA")]
    [InlineData("FRAME\nabcuuv")]
    public void ReadFrame_EndsWithinFrame_Throws(string rest) => Assert.Throws<EndOfStreamException>(() =>
        Y4mReader.TryOpen(Bytes(Header + rest))!.ReadFrame(new byte[7]));

    [Fact]
    public void TryOpen_EndsWithinHeader_Throws() =>
        Assert.Throws<EndOfStreamException>(() => Y4mReader.TryOpen(Bytes("YUV4MPEG2 W3")));

    [Fact]
    public void ReadFrame_OtherBytesBetweenFrames_Throws() => Assert.Throws<InvalidDataException>(() =>
        Y4mReader.TryOpen(Bytes(Header + "FRAME Ip\nabcuuvv"))!.ReadFrame(new byte[7]));

    private static MemoryStream Bytes(string text) => new(Encoding.ASCII.GetBytes(text));
}
