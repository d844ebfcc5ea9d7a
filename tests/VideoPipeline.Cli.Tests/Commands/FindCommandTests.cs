using System.Text.Json;
using VideoPipeline.Cli.Tests.Support;
using VideoPipeline.Imaging;
using Xunit;

namespace VideoPipeline.Cli.Tests.Commands;

public sealed class FindCommandTests
{
    [Theory]
    [InlineData("find")]
    [InlineData("find", "a.png", "--duplicates")]
    [InlineData("fingerprint")]
    [InlineData("find", "--duplicate")]
    public async Task FindOrFingerprint_InvalidArguments_IsBadUsage(params string[] args)
    {
        using var session = new Session();
        Assert.Equal(ExitCode.BadUsage, await session.RunAsync(args));
        Assert.Equal("", session.Output);
        Assert.NotEqual("", session.Errors);
    }

    [Theory]
    [InlineData("There are no runs", "a.png")]
    [InlineData("nowhere is not a run", "a.png", "--in", "nowhere")]
    [InlineData("../out is not a run", "a.png", "--in", "../out")]
    public async Task Find_NoSuchRun_IsBadUsageWithTheName(string message, params string[] args)
    {
        using var session = new Session();
        Assert.Equal(ExitCode.BadUsage, await session.RunAsync(["find", .. args]));
        Assert.Contains(message, session.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fingerprint_InvalidAndMissingImages_ReportsEachInOrder()
    {
        using var session = new Session();
        File.WriteAllBytes(Path.Combine(session.Folder, "a.png"), ImageFile.EncodePng(Noise(1)));
        File.WriteAllText(Path.Combine(session.Folder, "b.png"), "not an image");
        File.WriteAllBytes(Path.Combine(session.Folder, "c.jpg"), ImageFile.EncodeJpeg(Noise(2)));
        string[] images = ["a.png", "b.png", "c.jpg", "missing.png"];
        Assert.Equal(ExitCode.Failed, await session.RunAsync(["fingerprint", .. images, "--out", "prints", "--json"]));
        var all = JsonDocument.Parse(session.Output).RootElement;
        Assert.Equal((96, 64), (all[0].GetProperty("width").GetInt32(), all[0].GetProperty("height").GetInt32()));
        Assert.Equal(images, all.EnumerateArray().Select(image => image.GetProperty("image").GetString()!));
        Assert.Matches("^[0-9a-f]{16}$", all[0].GetProperty("phash").GetString());
        Assert.StartsWith("UnsupportedVideoException: ", all[1].GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.True(all[2].GetProperty("keypoints").GetInt32() > 10);
        Assert.StartsWith("VideoNotFoundException: ", all[3].GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(["a.png.npz", "c.jpg.npz"], Files(session, "prints"));
    }

    [Fact]
    public async Task Fingerprint_TwoImagesOfTheSameName_WritesBoth()
    {
        using var session = new Session();
        foreach (var folder in (string[])["x", "y"])
        {
            Directory.CreateDirectory(Path.Combine(session.Folder, folder));
            File.WriteAllBytes(Path.Combine(session.Folder, folder, "a.png"), ImageFile.EncodePng(Noise(folder[0])));
        }
        Assert.Equal(ExitCode.Done, await session.RunAsync("fingerprint", "x/a.png", "y/a.png", "--out", "prints"));
        Assert.Equal(["a.png.2.npz", "a.png.npz"], Files(session, "prints"));
    }

    private static IEnumerable<string> Files(Session session, string folder) =>
        Directory.GetFiles(Path.Combine(session.Folder, folder))
            .Select(path => Path.GetFileName(path))
            .Order(StringComparer.Ordinal);

    private static BgrImage Noise(int seed)
    {
        var samples = new byte[3 * 96 * 64];
        var random = new Random(seed);
        for (var y = 0; y < 64; y++)
            for (var x = 0; x < 96; x++)
            {
                var level = y % 8 == 0 || x % 8 == 0 ? random.Next(256) : samples[3 * ((y / 8 * 8 * 96) + (x / 8 * 8))];
                samples.AsSpan(3 * ((y * 96) + x), 3).Fill((byte)level);
            }
        return new BgrImage(96, 64, samples);
    }
}
