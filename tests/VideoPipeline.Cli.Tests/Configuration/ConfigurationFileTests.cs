using VideoPipeline.Cli.Tests.Support;
using Xunit;

namespace VideoPipeline.Cli.Tests.Configuration;

public sealed class ConfigurationFileTests : IDisposable
{
    private readonly FakeRuns _runs = FakeRuns.Failing("Ended", "here");
    private readonly Session _session;

    public ConfigurationFileTests() => _session = new Session(_runs);

    public void Dispose() => _session.Dispose();

    [Fact]
    public async Task Run_Defaults_ApplyUnlessGiven()
    {
        Write("""{"workers": 3, "rgb": true, "strict": false, "every": 24, "port": 80 /* serve */, "frames-per-range": 50,}""");
        await _session.RunAsync("run", "film.mp4", "--workers", "2");
        Assert.Equal((2, true, false, 24L, 50), (
            _runs.Input!.Workers, _runs.Input.Rgb, _runs.Input.Strict, _runs.Input.Every, _runs.Input.FramesPerRange));
        Assert.StartsWith(
            "note: From videopipeline.json: --rgb --every=24 --frames-per-range=50\n", _session.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_SelectionOnTheCommandLine_ReplacesThatOfTheFile()
    {
        Write("""{"every": 24}""");
        await _session.RunAsync("run", "--at", "1,2", "--", "-film.mp4");
        Assert.Equal(("1,2", null), (_runs.Input!.At, _runs.Input.Every));
    }

    [Fact]
    public async Task Run_ArgumentsAfterDashes_StayArguments()
    {
        Write("""{"workers": 3}""");
        await _session.RunAsync("run", "--", "-film.mp4");
        Assert.Equal((3, Path.Combine(_session.Folder, "-film.mp4")), (_runs.Input!.Workers, _runs.Input.Video));
    }

    [Theory]
    [InlineData("""{"worker": 3}""", "has 'worker', which is not an option. Did you mean 'workers'?")]
    [InlineData("""{"workers": [3]}""", "'workers' must be a string, a number, true or false")]
    [InlineData("[]", "It is not a JSON object.")]
    [InlineData("{", "videopipeline.json cannot be used: ")]
    [InlineData("""{"workers": "many"}""", "--workers must be a whole number")]
    public async Task Run_InvalidFile_IsBadUsage(string json, string message)
    {
        Write(json);
        Assert.Equal(ExitCode.BadUsage, await _session.RunAsync("run", "film.mp4"));
        Assert.Contains(message, _session.Errors, StringComparison.Ordinal);
        Assert.Null(_runs.Input);
    }

    [Fact]
    public async Task Help_InvalidFile_IsShown()
    {
        Write("{");
        Assert.Equal(ExitCode.Done, await _session.RunAsync("run", "--help"));
    }

    private void Write(string json) => File.WriteAllText(Path.Combine(_session.Folder, "videopipeline.json"), json);
}
