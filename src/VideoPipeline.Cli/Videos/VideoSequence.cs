using VideoPipeline.Cli.Failures;
using VideoPipeline.Errors;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Videos;

/// <summary>Does something with each of the videos of a command, one after the other.</summary>
internal static class VideoSequence
{
    /// <summary>
    /// Does the work for each video. The failure of the only video is thrown; if there are many, it is written, and the others go
    /// on.
    /// </summary>
    /// <param name="given">The videos.</param>
    /// <param name="json">Whether results are lines of JSON; those of failures too, then.</param>
    /// <param name="context">The environment of the command.</param>
    /// <param name="work">The work: receives the address and the video's name among them.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> ForEachAsync(
        GivenVideos given, bool json, CommandContext context, Func<SourceAddress, string, Task> work)
    {
        if (!given.AreMany)
        {
            await work(given.Addresses[0], VideoStem.Of(given.Addresses[0]));
            return ExitCode.Done;
        }
        var code = ExitCode.Done;
        foreach (var (address, name) in given.Addresses.Zip(VideoNames.Assign(given.Addresses, static _ => null)))
        {
            try
            {
                await work(address, name);
            }
            catch (Exception failure) when (failure is VideoPipelineException or IOException or UnauthorizedAccessException)
            {
                code = ExitCode.Failed;
                if (json) context.Out.WriteLine(Json(address, failure));
                context.Error.WriteLine(FailureText.Of(failure, context.ShowStackTrace));
            }
            await context.Out.FlushAsync();
        }
        return code;
    }

    private static string Json(SourceAddress address, Exception failure) => CliJson.SerializeLine(
        address.ToString(),
        new FailedVideo(failure.GetType().Name, AddressText.WithoutSecretsWithin(failure.Message)));
}

/// <summary>The error of a video, as JSON.</summary>
/// <param name="Error">Its type.</param>
/// <param name="Cause">Its message.</param>
internal sealed record FailedVideo(string Error, string Cause);
