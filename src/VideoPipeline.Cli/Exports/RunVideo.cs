using VideoPipeline.Decoding.Selected;
using VideoPipeline.Errors;
using VideoPipeline.Indexing;
using VideoPipeline.Selection;
using VideoPipeline.Sources;
using VideoPipeline.Sources.Access;
using VideoPipeline.Temporary;

namespace VideoPipeline.Cli.Exports;

/// <summary>Reads pictures from the video of a run, which does not contain them.</summary>
internal static class RunVideo
{
    private const char Hidden = '…';

    /// <summary>Decodes the selected frames of the video.</summary>
    /// <exception cref="VideoNotFoundException">The video is gone.</exception>
    /// <exception cref="VideoChangedException">It is not the video that was analyzed.</exception>
    /// <exception cref="InvalidInputException">Its address had credentials, which are not stored.</exception>
    public static async Task ExtractAsync(
        ExportedRun run, FrameSelection selection, IFrameSink output, CancellationToken cancellation)
    {
        using var work = new WorkingFolder();
        await using var source = await OpenAsync(run, cancellation);
        var index = await Indexer.ReadAsync(source, run.Identity.Stream, work.Path, cancellation);
        await new FrameExtractor(source, index, Environment.ProcessorCount).ExtractAsync(selection, output, cancellation);
    }

    private static async Task<IVideoSource> OpenAsync(ExportedRun run, CancellationToken cancellation)
    {
        if (run.GivenVideo is { } given) return Checked(run, await new VideoSources().OpenAsync(given, null, cancellation));
        if (run.StoredVideo.Scheme is not null && run.StoredVideo.ToString().EndsWith(Hidden))
            throw new InvalidInputException(
                $"The video's address, {run.StoredVideo}, had a part that is not stored, since it may have credentials. " +
                "Give it in full: --video ADDRESS.");
        try
        {
            return await new VideoSources().OpenAsync(run.StoredVideo, run.Identity, cancellation);
        }
        catch (VideoNotFoundException e)
        {
            throw new VideoNotFoundException(
                $"{e.Message} A run has no pictures of its own, so the video is needed. If it was moved: --video VIDEO.", e);
        }
    }

    // The version of a copy, such as the time of its last change, is another one.
    private static IVideoSource Checked(ExportedRun run, IVideoSource source) => source.Length == run.Identity.Length
        ? source
        : throw new VideoChangedException(
            $"{source.DisplayName} is not the video of this run: it has {source.Length} bytes, and the one analyzed " +
            $"{run.Identity.Length}. Give that one, or run again.");
}
