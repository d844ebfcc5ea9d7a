using VideoPipeline.Indexing;
using VideoPipeline.Sources.Files;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Tests.Indexing;

public sealed class ContentIdentityTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("mpeg4", "mp4")]
    [InlineData("rawvideo", "avi")]
    public async Task Compute_CopyWithOtherNameAndTime_IsEqual(string codec, string extension)
    {
        var film = Create("film", codec, extension, "testsrc2");
        var copy = _folder.File($"copy.{extension}");
        File.Copy(film, copy);
        File.SetLastWriteTimeUtc(copy, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        var identity = await ComputeAsync(film);

        Assert.Matches("^[0-9a-f]{32}$", identity);
        Assert.Equal(identity, await ComputeAsync(copy));
    }

    /// <summary>All samples of uncompressed video have the same size.</summary>
    [Theory]
    [InlineData("mpeg4", "mp4")]
    [InlineData("rawvideo", "avi")]
    public async Task Compute_OtherPictures_Differs(string codec, string extension) => Assert.NotEqual(
        await ComputeAsync(Create("film", codec, extension, "testsrc2")),
        await ComputeAsync(Create("other", codec, extension, "testsrc")));

    private string Create(string name, string codec, string extension, string picture)
    {
        var path = _folder.File($"{name}.{extension}");
        Ffmpeg.Run("-f", "lavfi", "-i", $"{picture}=size=160x120:rate=10:duration=1", "-pix_fmt", "yuv420p", "-c:v", codec, path);
        return path;
    }

    private async Task<string?> ComputeAsync(string path)
    {
        await using var source = FileSource.Open(path);
        return (await Indexer.ReadAsync(source, _folder.Root, default)).Content;
    }
}
