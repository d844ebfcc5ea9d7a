using VideoPipeline.Containers;
using VideoPipeline.Containers.Mp4;
using VideoPipeline.Decoding;
using VideoPipeline.Decoding.Selected;
using VideoPipeline.Sources.Files;
using VideoPipeline.Testing;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Codecs;

/// <summary>Checks that skipping the disposable samples of real encoders changes no other frame.</summary>
public sealed class DisposableSampleTests : IDisposable
{
    private const int Frames = 60;

    private static readonly Dictionary<string, string[]> s_encoders = new()
    {
        ["h264 pyramid"] = ["-c:v", "libx264", "-x264-params", "bframes=5:b-adapt=0:b-pyramid=normal:keyint=20:scenecut=0"],
        ["h264 temporal direct"] = ["-c:v", "libx264", "-x264-params", "bframes=3:b-adapt=0:direct=temporal:weightb=1:keyint=20"],
        ["hevc pyramid"] = ["-c:v", "libx265", "-tag:v", "hvc1", "-x265-params", "bframes=4:b-adapt=0:keyint=20:log-level=error"],
        ["hevc layers"] =
        [
            "-c:v", "libx265", "-tag:v", "hvc1",
            "-x265-params", "temporal-layers=1:bframes=4:b-adapt=0:keyint=20:log-level=error",
        ],
        ["vp9 layers"] =
        [
            "-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "6", "-b:v", "300k", "-error-resilient", "1", "-g", "20",
            "-ts-parameters", "ts_number_layers=3:ts_target_bitrate=100,200,300:ts_rate_decimator=4,2,1:" +
                "ts_periodicity=4:ts_layer_id=0,2,1,2:ts_layering_mode=3",
        ],
        ["av1"] = ["-c:v", "libsvtav1", "-preset", "10", "-g", "20"],
        ["mpeg4"] = ["-c:v", "mpeg4", "-bf", "2", "-g", "20", "-q:v", "4"],
        ["mpeg2"] = ["-c:v", "mpeg2video", "-bf", "2", "-g", "20", "-q:v", "4"],
        ["mjpeg"] = ["-c:v", "mjpeg"],
    };

    private static readonly Dictionary<string, string[]> s_withoutDisposable = new()
    {
        ["h264 without b-frames"] = ["-c:v", "libx264", "-bf", "0"],
        ["vp9 alternate references"] =
        [
            "-c:v", "libvpx-vp9", "-b:v", "300k", "-cpu-used", "6", "-auto-alt-ref", "1", "-lag-in-frames", "12", "-g", "20",
        ],
        ["mpeg4 interlaced"] = ["-c:v", "mpeg4", "-bf", "2", "-flags", "+ilme+ildct"],
    };

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> WithDisposable => [.. s_encoders.Keys];

    public static TheoryData<string> WithoutDisposable => [.. s_withoutDisposable.Keys];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(WithDisposable))]
    public async Task CanSkip_SamplesSkipped_OtherFramesAreUnchanged(string name)
    {
        var file = Make(s_encoders[name]);
        await using var source = FileSource.Open(file);
        var index = (await Mp4Indexer.ReadAsync(source, CancellationToken.None))!;
        var disposable = Disposable(await File.ReadAllBytesAsync(file), index).ToHashSet();
        Assert.NotEmpty(disposable);

        // All frames with non-disposable samples, and every fifth of the others.
        var frames = Enumerable.Range(0, index.Frames!.Count)
            .Where(n => n % 5 == 0 || !disposable.Contains(index.Frames.Sample[n])).ToList();
        var settings = new DecodeSettings([PixelLayout.Rgb24], index.Video.TimeBase, Threads: 2);
        var decoder = new SelectedFrameDecoder(source, index, settings);
        var decoded = new List<(long, DecodedFrame)>();
        await foreach (var frame in decoder.DecodeAsync(FrameSet.Of(frames.Select(n => (long)n)), skippedFrom: 0))
            decoded.Add((frame.Number, CollectedFrames.Checksum(frame)));

        var whole = await SequentialDecode.FramesAsync(file);
        Assert.Equal(frames.Select(n => ((long)n, whole[n])), decoded);
        Assert.Equal(frames.Count, decoder.FramesDecoded);
    }

    [Theory]
    [MemberData(nameof(WithoutDisposable))]
    public async Task CanSkip_NoProof_IsFalse(string name)
    {
        var file = Make(s_withoutDisposable[name]);
        var bytes = await File.ReadAllBytesAsync(file);
        Assert.Empty(Disposable(bytes, (await Mp4Indexer.ReadAsync(new MemorySource(bytes), CancellationToken.None))!));
    }

    [Theory]
    [MemberData(nameof(WithDisposable))]
    public async Task CanSkip_TruncatedSample_IsTrueOnlyIfTrueForWhole(string name)
    {
        var bytes = await File.ReadAllBytesAsync(Make(s_encoders[name]));
        var index = (await Mp4Indexer.ReadAsync(new MemorySource(bytes), CancellationToken.None))!;
        var guard = ContainerFormats.GetGuard(index)!;
        for (var row = 0; row < 6; row++)
        {
            var (sample, next) = (Sample(bytes, index, row), Sample(bytes, index, row + 1));
            var (resets, isDisposable) = (guard.ResetsDecoder(sample), guard.CanSkip(sample, next));
            for (var length = 0; length < Math.Min(sample.Length, 200); length++)
            {
                Assert.True(resets || !guard.ResetsDecoder(sample[..length]), $"sample {row}, {length} bytes");
                Assert.True(isDisposable || !guard.CanSkip(sample[..length], next), $"sample {row}, {length} bytes");
            }
            for (var length = 0; length < Math.Min(next.Length, 200); length++)
                Assert.True(isDisposable || !guard.CanSkip(sample, next[..length]), $"sample {row + 1}, {length} bytes");
        }
    }

    private static IEnumerable<int> Disposable(byte[] file, VideoIndex index)
    {
        var guard = ContainerFormats.GetGuard(index)!;
        return Enumerable.Range(0, index.Samples.Count - 1)
            .Where(row => guard.CanSkip(Sample(file, index, row), Sample(file, index, row + 1)));
    }

    private static byte[] Sample(byte[] file, VideoIndex index, int row) =>
        file.AsSpan((int)index.Samples.Offset[row], index.Samples.Size[row]).ToArray();

    private string Make(string[] encoder)
    {
        var file = _folder.File("made.mp4");
        var source = $"testsrc2=s=160x96:r=25,noise=alls=8:all_seed=1,trim=end_frame={Frames}";
        Ffmpeg.Run(["-f", "lavfi", "-i", source, "-pix_fmt", "yuv420p", .. encoder, file]);
        return file;
    }
}
