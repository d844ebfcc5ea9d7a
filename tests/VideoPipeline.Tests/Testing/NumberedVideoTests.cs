using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Tests.Testing;

/// <summary>The numbered videos are what other tests lean on: ffmpeg itself must read every number back.</summary>
public class NumberedVideoTests
{
    private const int FrameBytes = NumberedFrame.Width * NumberedFrame.Height * 3;

    public static TheoryData<string> Names => [.. NumberedVideo.All.Select(video => video.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task FileAsync_DecodedSequentially_EveryFrameCarriesItsNumber(string name)
    {
        var video = NumberedVideo.GetByName(name);
        using var folder = new TemporaryFolder();
        var raw = folder.File("frames.rgb");

        await SequentialDecode.WritePicturesAsync(await video.FileAsync(), raw);

        var pictures = await File.ReadAllBytesAsync(raw);
        var numbers = pictures.Chunk(FrameBytes)
            .Select(picture => NumberedFrame.ReadNumber(picture, NumberedFrame.Width, NumberedFrame.Height));
        Assert.Equal(video.Numbers, numbers);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task FramesAsync_NumberedVideo_OneFrameANumber(string name)
    {
        var video = NumberedVideo.GetByName(name);

        var frames = await SequentialDecode.FramesAsync(await video.FileAsync());

        Assert.Equal(video.Numbers.Count, frames.Count);
        Assert.Equal(frames.Select(frame => frame.Pts).Order().Distinct(), frames.Select(frame => frame.Pts));
    }
}
