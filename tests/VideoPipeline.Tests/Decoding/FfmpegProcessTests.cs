using System.Diagnostics;
using VideoPipeline.Decoding;
using VideoPipeline.Testing;
using VideoPipeline.Video;
using Xunit;
using FfmpegProcess = VideoPipeline.Decoding.FfmpegProcess;

namespace VideoPipeline.Tests.Decoding;

/// <summary>Checks that no ffmpeg process and no pipe is left, however decoding ends.</summary>
public sealed class FfmpegProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _video;

    public FfmpegProcessTests()
    {
        _video = _folder.File("video.mp4");
        // 20 MB of frames: far more than the pipe holds, so that ffmpeg runs until they are read.
        Ffmpeg.Run("-f", "lavfi", "-i", "testsrc2=s=320x240:r=30:d=6", "-c:v", "mpeg4", _video);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task DecodeAsync_ConsumerStopsEarly_LeavesNoProcessOrPipe()
    {
        await foreach (var frame in Process().DecodeAsync(_video, "-f mov", earliest: 0, atEnd: null, default))
        {
            Assert.Single(Running());
            break;
        }
        AssertNoProcessOrPipe();
    }

    [Fact]
    public async Task DecodeAsync_ConsumerThrows_LeavesNoProcessOrPipeAndRethrows()
    {
        var failure = await Assert.ThrowsAsync<InvalidTimeZoneException>(async () =>
        {
            await foreach (var frame in Process().DecodeAsync(_video, "-f mov", earliest: 0, atEnd: null, default))
                throw new InvalidTimeZoneException("mine");
        });
        Assert.Equal("mine", failure.Message);
        AssertNoProcessOrPipe();
    }

    [Fact]
    public async Task DecodeAsync_CanceledBeforeStart_StartsNoProcess()
    {
        var canceled = new CancellationToken(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CountAsync(Process(), canceled));
        AssertNoProcessOrPipe();
    }

    // While FFMpegCore starts ffmpeg, while ffmpeg reads the header, while it waits for its output to be read.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(100)]
    public async Task DecodeAsync_CanceledDuringStart_LeavesNoProcessOrPipe(int milliseconds)
    {
        using var cancellation = new CancellationTokenSource(milliseconds);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var frame in Process().DecodeAsync(_video, "-f mov", earliest: 0, atEnd: null, cancellation.Token))
                cancellation.Token.WaitHandle.WaitOne();
        });
        AssertNoProcessOrPipe();
    }

    [Fact]
    public async Task DecodeAsync_FfmpegIsKilled_DoesNotSucceed()
    {
        var process = Process();
        var frames = 0;
        try
        {
            await foreach (var frame in process.DecodeAsync(_video, "-f mov", earliest: 0, atEnd: null, default))
                if (frames++ == 0) Assert.Single(Running()).Kill();
        }
        catch (EndOfStreamException)
        {
            // ffmpeg was killed within a frame.
        }
        Assert.InRange(frames, 1, 179);
        Assert.False(process.Succeeded);
        AssertNoProcessOrPipe();
    }

    [Fact]
    public async Task DecodeAsync_ReadToTheEnd_Succeeds()
    {
        var process = Process();
        Assert.Equal(180, await CountAsync(process, default));
        Assert.True(process.Succeeded);
        Assert.Empty(process.Errors);
        AssertNoProcessOrPipe();
    }

    private FfmpegProcess Process() =>
        new(new DecodeSettings([PixelLayout.Yuv420], new TimeBase(1, 15360), Threads: 1), _folder.Root);

    private async Task<int> CountAsync(FfmpegProcess process, CancellationToken cancellation)
    {
        var frames = 0;
        await foreach (var frame in process.DecodeAsync(_video, "-f mov", earliest: 0, atEnd: null, cancellation)) frames++;
        return frames;
    }

    private void AssertNoProcessOrPipe()
    {
        Assert.Empty(Running());
        Assert.Equal([_video], Directory.GetFileSystemEntries(_folder.Root));
    }

    // The command line of ffmpeg has the unique name of the folder.
    private List<Process> Running() => [.. System.Diagnostics.Process.GetProcessesByName("ffmpeg").Where(IsOurs)];

    private bool IsOurs(Process process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/cmdline").Contains(_folder.Root, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false; // it has exited in the meantime
        }
    }
}
