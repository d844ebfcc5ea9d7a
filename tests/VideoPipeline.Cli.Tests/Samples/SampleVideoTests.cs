using VideoPipeline.Cli.Samples;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Cli.Tests.Samples;

public sealed class SampleVideoTests
{
    [Fact]
    public async Task MakeAsync_Existing_IsKeptUnlessTruncated()
    {
        using var folder = new TemporaryFolder();
        var path = await MakeAsync(folder);
        Assert.Equal([path], Directory.EnumerateFiles(folder.Root));
        var packets = Ffmpeg.Probe("-count_packets", "-show_entries", "stream=nb_read_packets", "-of", "csv=p=0", path);
        Assert.Equal("240", packets.Trim());

        var written = File.GetLastWriteTimeUtc(path);
        await MakeAsync(folder);
        Assert.Equal(written, File.GetLastWriteTimeUtc(path));

        using (var file = File.OpenWrite(path)) file.SetLength(file.Length / 2);
        Assert.False(Mp4Boxes.AreComplete(path));
        await MakeAsync(folder);
        Assert.True(Mp4Boxes.AreComplete(path));
    }

    [Fact]
    public void AreWhole_MissingFile_IsFalse() => Assert.False(Mp4Boxes.AreComplete("/nowhere/sample.mp4"));

    private static Task<string> MakeAsync(TemporaryFolder folder) =>
        SampleVideo.GetOrCreateAsync(folder.Root, TextWriter.Null, CancellationToken.None);
}
