using System.Diagnostics;
using System.Text.Json;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.EndToEnd;

/// <summary>A <c>run</c> that is killed (SIGKILL) at random moments. What has been stored of it is used by the next one:
/// each partial is complete or not there.</summary>
public sealed class KilledRunTests : IDisposable
{
    private readonly Command _command = new();

    public void Dispose() => _command.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Run_KilledAtRandomMoments_SameBytesAndNoFinishedRangeDecodedAgain(int seed)
    {
        var random = new Random(seed);
        var video = await NumberedVideo.GetByName("h264-closed.mp4").FileAsync();
        string[] run = ["run", video, "--frames-per-range", "1", "--workers", "2", "--out"];
        var whole = await _command.RunAsync([.. run, "expected"]);
        Assert.True(whole.ExitCode == 0, whole.Errors);
        Directory.Delete(_command.Store, recursive: true);
        var ranges = Ranges("expected").Count;

        var finished = new Dictionary<string, DateTime>();
        for (var kills = 0; kills < 4; kills++)
        {
            using var process = _command.Start([.. run, "killed"]);
            var (partials, isWriting) = (random.Next(0, ranges), random.Next(2) == 0);
            await KillAsync(process, () => _command.Partials().Count >= partials && (!isWriting || IsWriting()));
            foreach (var (path, written) in finished)
                Assert.True(File.GetLastWriteTimeUtc(path) == written, $"seed {seed}: {path} has been written again");
            finished = _command.Partials();
        }
        var last = await _command.RunAsync([.. run, "killed"]);

        Assert.True(last.ExitCode == 0, last.Errors);
        foreach (var (path, written) in finished) Assert.Equal(written, File.GetLastWriteTimeUtc(path));
        var (count, reused) = Ranges("killed");
        Assert.Equal((ranges, Math.Min(finished.Count, ranges)), (count, reused));
        ResultFiles.AssertSame(Path.Combine(_command.Folder, "expected"), Path.Combine(_command.Folder, "killed"));
    }

    private static async Task KillAsync(Process process, Func<bool> isTime)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        while (!process.HasExited && !isTime()) await pause.WaitForNextTickAsync();
        process.Kill();
        await process.WaitForExitAsync();
    }

    private bool IsWriting() => Directory.Exists(Path.Combine(_command.Store, ".unfinished"))
        && Directory.EnumerateFiles(Path.Combine(_command.Store, ".unfinished")).Any();

    private (int Count, int Reused) Ranges(string folder)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_command.Folder, folder, "run.json")));
        return (json.RootElement.GetProperty("ranges").GetArrayLength(), json.RootElement.GetProperty("reused").GetInt32());
    }
}
