using VideoPipeline.Errors;
using VideoPipeline.Indexing;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Indexing;

public sealed class ProbeOutputTests
{
    private const string Avi = """
        packet|pts=0|dts=0|size=59876|pos=4116|flags=K_
        packet|pts=N/A|dts=1|size=24327|pos=64000|flags=__
        stream|index=1|codec_name=msmpeg4v3|width=768|height=576|time_base=1/10|disposition:attached_pic=0|side_data|rotation=-90
        format|format_name=avi
        """;

    private static readonly SourceIdentity s_identity = new("street.avi", 100_000, "v1");

    [Fact]
    public async Task ToIndex_Video_HasItsPropertiesAndPackets()
    {
        var index = (await Parse(Avi)).ToIndex(s_identity, "", exitCode: 0);
        Assert.Equal(("avi", "msmpeg4v3", 1), (index.Video.Container, index.Video.Codec, index.Video.Stream));
        Assert.Equal((768, 576, 90), (index.Video.Width, index.Video.Height, index.Video.Rotation));
        Assert.Equal(new TimeBase(1, 10), index.Video.TimeBase);
        Assert.Equal([0, long.MinValue], index.Samples.Pts);
        Assert.Equal([59876, 24327], index.Samples.Size);
        Assert.Equal([true, false], index.Samples.IsKey);
        Assert.Null(index.Frames);
        Assert.Equal("avi files cannot be indexed precisely enough to be split", index.UnsplittableReason);
    }

    [Fact]
    public async Task ToIndex_UnrecognizedFormat_ThrowsUnsupportedVideoWithTheReason()
    {
        var output = await Parse("");
        var exception = Assert.Throws<UnsupportedVideoException>(
            () => output.ToIndex(s_identity, "Invalid data found", exitCode: 1));
        Assert.StartsWith(
            "street.avi is not a video in a supported format (ffprobe: Invalid data found).",
            exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ToIndex_AudioOnly_ThrowsUnsupportedVideo()
    {
        var output = await Parse("format|format_name=wav");
        var exception = Assert.Throws<UnsupportedVideoException>(() => output.ToIndex(s_identity, "", 0));
        Assert.Contains("(wav) has no video stream", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[matroska,webm @ 0x1] File ended prematurely", 0)]
    [InlineData("Input/output error", 1)]
    public async Task ToIndex_TruncatedOrDamaged_ThrowsCorruptVideo(string errors, int exitCode)
    {
        var output = await Parse(Avi);
        var exception = Assert.Throws<CorruptVideoException>(() => output.ToIndex(s_identity, errors, exitCode));
        Assert.Contains($"is truncated or damaged (ffprobe: {errors})", exception.Message, StringComparison.Ordinal);
    }

    private static Task<ProbeOutput> Parse(string text) =>
        ProbeOutput.ParseAsync(new StringReader(text), static () => { }, CancellationToken.None);
}
