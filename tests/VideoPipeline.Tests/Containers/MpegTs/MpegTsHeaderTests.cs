using VideoPipeline.Containers.MpegTs;
using Xunit;

namespace VideoPipeline.Tests.Containers.MpegTs;

/// <summary>The small parts: headers, check sums and clocks.</summary>
public sealed class MpegTsHeaderTests
{
    private const long Period = 1L << 33;
    private const long Minute = 60 * 90_000;

    // PTS 2^32 + 1, and a DTS one tick before; one byte of stuffing.
    private static readonly byte[] s_pes =
        [0, 0, 1, 0xE0, 0, 0, 0x80, 0xC0, 11, 0x39, 0, 1, 0, 3, 0x19, 0, 1, 0, 1, 0xFF, 0, 0, 1, 9];

    [Fact]
    public void Parse_BothTimes_OfThirtyThreeBits()
    {
        var header = PesHeader.Parse(s_pes)!.Value;
        Assert.Equal(20, header.Length);
        Assert.Null(header.PacketLength);
        Assert.Equal((1L << 32) | 1, header.Pts);
        Assert.Equal(1L << 32, header.Dts);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(19)]
    public void Parse_CutShort_Null(int length) => Assert.Null(PesHeader.Parse(s_pes.AsSpan(0, length)));

    [Fact]
    public void Parse_HeaderTooShortForItsTimes_Null()
    {
        var pes = s_pes.ToArray();
        pes[8] = 9;
        Assert.Null(PesHeader.Parse(pes));
    }

    // What ffmpeg's own muxer writes for one program whose table is at PID 0x1000.
    [Fact]
    public void Of_WholeSection_Zero() =>
        Assert.Equal(0u, SectionChecksum.Of([0x00, 0xB0, 0x0D, 0x00, 0x01, 0xC1, 0x00, 0x00, 0x00, 0x01, 0xF0, 0x00, 0x2A, 0xB1, 0x04, 0xB2]));

    [Theory]
    [InlineData(1000, 999, 999)]
    [InlineData(Period - Minute - 1, 0, Period)] // begins long enough before the wrap: what follows is beyond it
    [InlineData(Period - Minute - 1, Period - (2 * Minute) - 1, Period - (2 * Minute) - 1)] // a minute earlier than the first
    [InlineData(Period - Minute, Period - Minute, -Minute)] // begins just before: it counts from below zero
    [InlineData(Period - Minute, 5, 5)]
    public void Unwrap_AroundTheFirst_AsFfmpegDoes(long first, long time, long expected) =>
        Assert.Equal(expected, new TimestampUnwrapper(first).Unwrap(time));
}
