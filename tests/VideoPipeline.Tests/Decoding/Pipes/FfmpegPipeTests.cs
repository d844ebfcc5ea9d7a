using FFMpegCore;
using FFMpegCore.Pipes;
using VideoPipeline.Native;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Tests.Decoding.Pipes;

/// <summary>
/// Demonstrates why frames are read through a FIFO (<c>NamedPipe</c>) and not through the pipe of FFMpegCore: that cancels its
/// sink when ffmpeg has exited, even if bytes are left to be read, and reports success. If this test fails, the FIFO for output
/// is no longer needed.
/// </summary>
public sealed class FfmpegPipeTests
{
    [Fact]
    public async Task OutputToPipe_SinkSlowerThanFfmpeg_LosesBytesAndReportsSuccess()
    {
        using var folder = new TemporaryFolder();
        var video = folder.File("video.mp4");
        // 10 frames of 1,536 bytes fit into the socket: ffmpeg exits before the first one is read.
        Ffmpeg.Run("-f", "lavfi", "-i", "testsrc2=s=32x32:r=10:d=1", "-c:v", "mpeg4", video);
        using var slow = new CancellationAwaitingStream();

        var result = await FFMpegArguments
            .FromFileInput(video)
            .OutputToPipe(
                new StreamPipeSink(slow) { BlockSize = 1536 },
                options => options.WithCustomArgument("-pix_fmt yuv420p -f rawvideo"))
            .ProcessAsynchronously(throwOnError: true, new FFOptions { BinaryFolder = FfmpegBinaries.Folder });

        Assert.True(result.Success);
        Assert.InRange(slow.Length, 0, (10 * 1536) - 1);
    }

    /// <summary>A sink that writes nothing until FFMpegCore cancels its token: the slowest possible sink.</summary>
    private sealed class CancellationAwaitingStream : MemoryStream
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
