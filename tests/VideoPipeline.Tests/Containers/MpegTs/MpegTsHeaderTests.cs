using VideoPipeline.Containers.MpegTs;
using Xunit;

namespace VideoPipeline.Tests.Containers.MpegTs;

/// <summary>PES headers, section checksums and time stamp unwrapping.</summary>
public sealed class MpegTsHeaderTests
{
    private const long Period = 1L << 33;
    private const long Minute = 60 * 90_000;

    // PTS 2^32 + 1, a DTS one tick earlier, and one byte of stuffing.
    private static readonly byte[] s_pes =
        [0, 0, 1, 0xE0, 0, 0, 0x80, 0xC0, 11, 0x39, 0, 1, 0, 3, 0x19, 0, 1, 0, 1, 0xFF, 0, 0, 1, 9];

    // The PAT that ffmpeg's muxer writes for one program with its PMT at PID 0x1000.
    private static readonly byte[] s_pat =
        [0x00, 0xB0, 0x0D, 0x00, 0x01, 0xC1, 0x00, 0x00, 0x00, 0x01, 0xF0, 0x00, 0x2A, 0xB1, 0x04, 0xB2];

    [Fact]
    public void Parse_PtsAndDts_Returns33Bits()
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
    public void Parse_TruncatedHeader_ReturnsNull(int length) => Assert.Null(PesHeader.Parse(s_pes.AsSpan(0, length)));

    [Fact]
    public void Parse_HeaderTooShortForItsTimestamps_ReturnsNull()
    {
        var pes = s_pes.ToArray();
        pes[8] = 9;
        Assert.Null(PesHeader.Parse(pes));
    }

    [Fact]
    public void Of_CompleteSection_ReturnsZero() => Assert.Equal(0u, SectionChecksum.Compute(s_pat));

    [Fact]
    public void Of_DamagedSection_DoesNotReturnZero()
    {
        byte[] damaged = [.. s_pat];
        damaged[10] ^= 1;
        Assert.NotEqual(0u, SectionChecksum.Compute(damaged));
    }

    [Theory]
    [InlineData(1000, 999, 999)]
    [InlineData(Period - Minute - 1, 0, Period)] // the first time stamp is more than a minute before the wrap-around
    [InlineData(Period - Minute - 1, Period - (2 * Minute) - 1, Period - (2 * Minute) - 1)] // a minute earlier than the first
    [InlineData(Period - Minute, Period - Minute, -Minute)] // less than a minute before it: time stamps start below zero
    [InlineData(Period - Minute, 5, 5)]
    public void Unwrap_NearWrapAround_EqualsFfmpeg(long first, long time, long expected) =>
        Assert.Equal(expected, new TimestampUnwrapper(first).Unwrap(time));
}
