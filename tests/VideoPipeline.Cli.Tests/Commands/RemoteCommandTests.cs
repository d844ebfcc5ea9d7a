using VideoPipeline.Cli.Tests.Support;
using Xunit;

namespace VideoPipeline.Cli.Tests.Commands;

/// <summary>Errors that are found before Step Functions is called.</summary>
public sealed class RemoteCommandTests
{
    private const string Machine = "arn:aws:states:eu-west-1:123456789012:stateMachine:videopipeline";

    [Theory]
    [InlineData("run", "s3://bucket/film.mp4", "--on", Machine, "--step")]
    [InlineData("run", "s3://bucket/film.mp4", "--on", Machine, "--isolated")]
    [InlineData("run", "film.mp4", "--on", Machine)]
    [InlineData("run", "s3://bucket/film.mp4", "--on", "videopipeline")]
    [InlineData("start", "film.mp4", "--state-machine", Machine)]
    [InlineData("start", "s3://bucket/film.mp4")]
    [InlineData("start", "s3://bucket/film.mp4", "--state-machine", Machine, "--every", "2", "--keyframes")]
    [InlineData("watch", Machine)]
    [InlineData("serve", "--port", "65536")]
    public async Task Command_InvalidArguments_IsBadUsage(params string[] args)
    {
        using var session = new Session();

        Assert.Equal(ExitCode.BadUsage, await session.RunAsync(args));
        Assert.NotEmpty(session.Errors);
        Assert.DoesNotContain("This is a bug", session.Errors, StringComparison.Ordinal);
        Assert.Empty(session.Output);
    }
}
