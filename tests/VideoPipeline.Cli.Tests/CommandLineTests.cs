using VideoPipeline.Cli.Tests.Support;
using Xunit;

namespace VideoPipeline.Cli.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("nonsense")]
    [InlineData("run", "film.mp4", "--nonsense")]
    [InlineData("run", "--nonsense")]
    [InlineData("run", "film.mp4", "--workers", "many")]
    [InlineData("run", "film.mp4", "--workers", "0")]
    [InlineData("run", "film.mp4", "--frames-per-range", "0")]
    [InlineData("run", "")]
    [InlineData("index")]
    [InlineData("frames", "film.mp4", "--as", "md5")]
    [InlineData("frames", "film.mp4", "--frames", "0:1")]
    [InlineData("frames", "film.mp4", "--frames", "0:1", "--at", "1", "--as", "md5")]
    [InlineData("frames", "film.mp4", "--frames", "0:1", "--as", "gif")]
    [InlineData("frames", "film.mp4", "--frames", "0:1", "--as", "png")]
    [InlineData("frames", "film.mp4", "--frames", "1:0", "--as", "md5")]
    [InlineData("frames", "film.mp4", "--at", "soon", "--as", "md5")]
    public async Task Run_BadUsage_WritesAnErrorAndExits2(params string[] args)
    {
        using var session = new Session(FakeRuns.Failing("Unexpected", "bad usage must not start a run"));
        Assert.Equal(ExitCode.BadUsage, await session.RunAsync(args));
        Assert.Empty(session.Output);
        Assert.NotEmpty(session.Errors);
        Assert.DoesNotContain("bad usage must not start a run", session.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", session.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("error: InvalidInputException: VIDEO must not be empty.", "run", "")]
    [InlineData("--classify-every and --top require --model NAME.", "run", "film.mp4", "--top", "3")]
    [InlineData("--frames-per-range must be a whole number of at least 1 (got '0').", "plan", "a.mp4", "--frames-per-range", "0")]
    [InlineData("--every must be at least 1 (got 0). --every 24 selects", "run", "film.mp4", "--every", "0")]
    [InlineData("--count must be from 1 to 1000000 (got 0). --count 20 selects", "frames", "a.mp4", "--count", "0", "--as=md5")]
    [InlineData("(got '9:3'). --frames 0:250 selects frames", "run", "film.mp4", "--frames", "9:3")]
    [InlineData("--at contains '1.5x', which is neither", "run", "film.mp4", "--at", "1.5x")]
    [InlineData("--workers must be from 1 to 10000 (got 10001).", "run", "film.mp4", "--workers", "10001")]
    [InlineData("--fingerprint-every must be a positive number", "run", "film.mp4", "--fingerprint-every", "every=5")]
    [InlineData("(got 'every=5'). Seconds must", "run", "film.mp4", "--fingerprint-every", "every=5")]
    public async Task Run_BadUsage_NamesTheArgumentOrOption(string message, params string[] args)
    {
        using var session = new Session();
        Assert.Equal(ExitCode.BadUsage, await session.RunAsync(args));
        Assert.Contains(message, session.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_Quiet_WritesErrorsButNoNotes(bool quiet)
    {
        using var session = new Session(FakeRuns.Failing("CorruptVideoException", "it is damaged"));
        await File.WriteAllTextAsync(Path.Combine(session.Folder, "videopipeline.json"), """{"workers": 2}""");

        await session.RunAsync(["run", "film.mp4", .. quiet ? (string[])["-q"] : []]);

        Assert.Contains("error: CorruptVideoException: it is damaged", session.Errors, StringComparison.Ordinal);
        Assert.Equal(!quiet, session.Errors.Contains("note: ", StringComparison.Ordinal));
    }

    // The path of a folder named s3: would be valid.
    [Theory]
    [InlineData("run", "film.mp4")]
    [InlineData("frames", "film.mp4", "--at", "0", "--as", "png")]
    [InlineData("fingerprint", "a.jpg")]
    public async Task Run_AddressAsOutputFolder_RejectedWithoutItsQuery(params string[] args)
    {
        foreach (var address in (string[])["s3://bucket/x?X-Amz-Signature=SECRET", "https:/host/x?token=SECRET"])
        {
            using var session = new Session(FakeRuns.Failing("Unexpected", "it must not start a run"));

            Assert.NotEqual(ExitCode.Done, await session.RunAsync([.. args, "--out", address]));

            Assert.Contains("must be a folder of this machine", session.Errors, StringComparison.Ordinal);
            Assert.DoesNotContain("SECRET", session.Errors, StringComparison.Ordinal);
            Assert.DoesNotContain("it must not start a run", session.Errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Run_NoArguments_WritesTheHelpToStandardError()
    {
        using var session = new Session();
        Assert.Equal(ExitCode.BadUsage, await session.RunAsync());
        Assert.Contains("Commands:", session.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("run", "--help")]
    [InlineData("frames", "-h")]
    [InlineData("index", "--help")]
    [InlineData("plan", "--help")]
    [InlineData("doctor", "--help")]
    public async Task Run_Help_ShowsExamples(params string[] args)
    {
        using var session = new Session();
        Assert.Equal(ExitCode.Done, await session.RunAsync(args));
        Assert.Contains("Examples:\n  videopipeline ", session.Output, StringComparison.Ordinal);
        Assert.Empty(session.Errors);
    }

    [Fact]
    public async Task Run_Version_IsOneLine()
    {
        using var session = new Session();
        Assert.Equal(ExitCode.Done, await session.RunAsync("--version"));
        Assert.Matches(@"\Avideopipeline \d+\.\d+\.\d+( \(commit [0-9a-f]{10}\))?\n\z", session.Output);
    }

    [Theory]
    [InlineData("index", "absent.mp4")]
    [InlineData("plan", "absent.mp4")]
    [InlineData("frames", "absent.mp4", "--at", "0", "--as", "md5")]
    public async Task Run_MissingVideo_WritesATypedError(params string[] args)
    {
        using var session = new Session();
        Assert.Equal(ExitCode.Failed, await session.RunAsync(args));
        Assert.StartsWith("error: VideoNotFoundException: ", session.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("This is a bug", session.Errors, StringComparison.Ordinal);
    }
}
