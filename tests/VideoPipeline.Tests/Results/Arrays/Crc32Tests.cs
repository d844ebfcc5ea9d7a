using System.Text;
using VideoPipeline.Results.Arrays;
using Xunit;

namespace VideoPipeline.Tests.Results.Arrays;

public sealed class Crc32Tests
{
    // The check value of CRC-32/ISO-HDLC, and the sentence that every list of check sums has.
    [Theory]
    [InlineData("", 0u)]
    [InlineData("123456789", 0xCBF43926u)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0x414FA339u)]
    public void Value_OfKnownText_IsKnown(string text, uint expected)
    {
        var crc = new Crc32();
        crc.Append(Encoding.ASCII.GetBytes(text));
        Assert.Equal(expected, crc.Value);
    }

    [Fact]
    public void Append_InPieces_GivesTheValueOfTheWhole()
    {
        var bytes = Encoding.ASCII.GetBytes("The quick brown fox jumps over the lazy dog");
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            var crc = new Crc32();
            crc.Append(bytes.AsSpan(0, cut));
            crc.Append(bytes.AsSpan(cut));
            Assert.Equal(0x414FA339u, crc.Value);
        }
    }
}
