using FFMpegCore;
using FFMpegCore.Pipes;
using VideoPipeline.Native;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Tests.Decoding.Pipes;

/// <summary>
/// Why frames come through a FIFO of ours (<c>NamedPipe</c>) and not through FFMpegCore's pipe: it stops its sink when ffmpeg has
/// ended, whatever is still to be read, and calls that success. Where this fails, the FIFO for output may go.
/// </summary>
public sealed class FfmpegPipeTests
{
    [Fact]
    public async Task OutputToPipe_SinkSlowerThanFfmpeg_LosesTheTailWithoutAWord()
    {
        using var folder = new TemporaryFolder();
        var video = folder.File("video.mp4");
        // 10 frames of 1,536 bytes fit into the socket: ffmpeg ends before the first is taken.
        Ffmpeg.Run("-f", "lavfi", "-i", "testsrc2=s=32x32:r=10:d=1", "-c:v", "mpeg4", video);
        using var slow = new WaitsForItsToken();

        var result = await FFMpegArguments
            .FromFileInput(video)
            .OutputToPipe(new StreamPipeSink(slow) { BlockSize = 1536 }, options => options.WithCustomArgument("-pix_fmt yuv420p -f rawvideo"))
            .ProcessAsynchronously(throwOnError: true, new FFOptions { BinaryFolder = FfmpegBinaries.Folder });

        Assert.True(result.Success);
        Assert.InRange(slow.Length, 0, (10 * 1536) - 1);
    }

    /// <summary>Takes its first bytes once FFMpegCore cancels what it was given: as slow as a sink can be.</summary>
    private sealed class WaitsForItsToken : MemoryStream
    {
        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken).ContinueWith(_ => { }, TaskScheduler.Default);
            await base.WriteAsync(buffer, CancellationToken.None);
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }
}
