using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace VideoPipeline.Testing;

/// <summary>One numbered video.</summary>
public sealed class NumberedVideoCase
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> s_created = new();
    private readonly Coding _coding;

    internal NumberedVideoCase(Coding coding, string container)
    {
        _coding = coding;
        Container = container;
        Numbers = [.. Enumerable.Range(coding.FirstNumber, NumberedVideo.FrameCount - coding.FirstNumber)];
    }

    /// <summary>The coding and the container, such as <c>h264-open.frag.mp4</c>.</summary>
    public string Name => $"{_coding.Name}.{Container}";

    /// <summary>The name of the codec in ffmpeg.</summary>
    public string Codec => _coding.Codec;

    /// <summary><c>mp4</c>, <c>frag.mp4</c>, <c>mov</c>, <c>mkv</c>, <c>webm</c>, <c>ts</c> or <c>avi</c>.</summary>
    public string Container { get; }

    /// <summary>The number in each frame, in presentation order.</summary>
    public IReadOnlyList<int> Numbers { get; }

    /// <summary>Returns the path of the file, and creates it on the first call. Safe across threads and processes.</summary>
    public Task<string> FileAsync() => s_created.GetOrAdd(Name, _ => new Lazy<Task<string>>(CreateAsync)).Value;

    /// <inheritdoc/>
    public override string ToString() => Name;

    private async Task<string> CreateAsync()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, ".build", "numbered")).FullName;
        var file = Path.Combine(folder, $"{_coding.Name}-{await KeyAsync()}.{Container}");
        if (File.Exists(file)) return file;

        using var temporary = new TemporaryFolder(folder);
        var output = temporary.File($"output.{Container}");
        if (_coding.Remux is null)
        {
            await EncodeAsync(output);
        }
        else
        {
            var encoded = temporary.File($"encoded.{Container}");
            await EncodeAsync(encoded);
            await FfmpegProcess.RunAsync(["-v", "error", .. _coding.Remux, "-i", encoded, "-c", "copy", .. Muxer, output]);
        }
        File.Move(output, file, overwrite: true);
        return file;
    }

    private Task EncodeAsync(string file) => FfmpegProcess.RunAsync("ffmpeg", [.. Encoding, file], async stdin =>
    {
        var grey = new byte[NumberedFrame.Width * NumberedFrame.Height];
        for (var number = 0; number < NumberedVideo.FrameCount; number++)
        {
            NumberedFrame.Draw(number, grey);
            await stdin.WriteAsync(grey);
        }
    });

    private string[] Encoding =>
    [
        "-v", "error", "-f", "rawvideo", "-pix_fmt", "gray", "-s", $"{NumberedFrame.Width}x{NumberedFrame.Height}",
        "-r", _coding.Rate, "-i", "-", "-fps_mode", "passthrough",
        .. _coding.Filter is { } filter ? (string[])["-vf", filter, "-enc_time_base", "1:1000"] : [],
        "-pix_fmt", "yuv420p", .. _coding.Encoder, .. Muxer,
    ];

    private string[] Muxer => Container switch
    {
        "frag.mp4" => ["-movflags", "+frag_keyframe+empty_moov+default_base_moof"],
        "mp4" or "mov" when Codec == "hevc" => ["-tag:v", "hvc1"],
        _ => [],
    };

    private async Task<string> KeyAsync()
    {
        string[] inputs = [.. Encoding, .. _coding.Remux ?? [], $"{NumberedVideo.FrameCount}", await FfmpegProcess.Version.Value];
        return Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', inputs))))[..12];
    }
}
