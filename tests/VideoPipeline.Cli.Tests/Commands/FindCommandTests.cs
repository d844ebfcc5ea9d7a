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
    public async Task Find_NothingOrTwoThingsAsked_IsBadUsage(params string[] words)
    {
        using var session = new Session();
        Assert.Equal(ExitCode.BadUsage, await session.RunAsync(words));
        Assert.Equal("", session.Output);
    }

    [Theory]
    [InlineData("There are no runs", "a.png")]
    [InlineData("nowhere is no run", "a.png", "--in", "nowhere")]
    [InlineData("../out is no run", "a.png", "--in", "../out")]
    public async Task Find_NoSuchRun_SaysWhereItLooked(string said, params string[] words)
    {
        using var session = new Session();
        Assert.Equal(ExitCode.BadUsage, await session.RunAsync(["find", .. words]));
        Assert.Contains(said, session.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fingerprint_ManyPicturesOneOfThemNone_TellsEachInItsPlace()
    {
        using var session = new Session();
        File.WriteAllBytes(Path.Combine(session.Folder, "a.png"), ImageFile.Png(Noise(1)));
        File.WriteAllText(Path.Combine(session.Folder, "b.png"), "no picture");
        File.WriteAllBytes(Path.Combine(session.Folder, "c.jpg"), ImageFile.Jpeg(Noise(2)));
        Assert.Equal(ExitCode.Failed, await session.RunAsync("fingerprint", "a.png", "b.png", "c.jpg", "missing.png", "--out", "prints", "--json"));
        var all = JsonDocument.Parse(session.Output).RootElement;
        Assert.Equal((96, 64), (all[0].GetProperty("width").GetInt32(), all[0].GetProperty("height").GetInt32()));
        Assert.Matches("^[0-9a-f]{16}$", all[0].GetProperty("phash").GetString());
        Assert.StartsWith("UnsupportedVideoException: ", all[1].GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.True(all[2].GetProperty("keypoints").GetInt32() > 10);
        Assert.StartsWith("VideoNotFoundException: ", all[3].GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(["a.png.npz", "c.jpg.npz"], Directory.GetFiles(Path.Combine(session.Folder, "prints")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Fingerprint_TwoPicturesOfOneName_BothAreWritten()
    {
        using var session = new Session();
        foreach (var folder in (string[])["x", "y"])
        {
            Directory.CreateDirectory(Path.Combine(session.Folder, folder));
            File.WriteAllBytes(Path.Combine(session.Folder, folder, "a.png"), ImageFile.Png(Noise(folder[0])));
        }
        Assert.Equal(ExitCode.Done, await session.RunAsync("fingerprint", "x/a.png", "y/a.png", "--out", "prints"));
        Assert.Equal(2, Directory.GetFiles(Path.Combine(session.Folder, "prints")).Length);
    }

    private static BgrImage Noise(int seed)
    {
        var samples = new byte[3 * 96 * 64];
        var random = new Random(seed);
        for (var y = 0; y < 64; y++)
            for (var x = 0; x < 96; x++)
                samples.AsSpan(3 * ((y * 96) + x), 3).Fill((byte)(y % 8 == 0 || x % 8 == 0 ? random.Next(256) : samples[3 * ((y / 8 * 8 * 96) + (x / 8 * 8))]));
        return new BgrImage(96, 64, samples);
    }
}
