using VideoPipeline.Analysis;
using VideoPipeline.Results.Files;
using VideoPipeline.Stills.Fingerprints;
using VideoPipeline.Video;

namespace VideoPipeline.Search.Segments;

/// <summary>A run in the index.</summary>
/// <param name="Run">The run's name.</param>
/// <param name="Video">The display name of the video's address.</param>
/// <param name="Content">The identity of the video's content; runs of the same video have the same.</param>
/// <param name="Width">The width of a frame in pixels.</param>
/// <param name="Height">The height of a frame in pixels.</param>
/// <param name="Frames">The number of analyzed frames.</param>
/// <param name="Pictures">The number of fingerprinted frames; 0 if fingerprints were not requested.</param>
/// <param name="Indexed">When it was indexed. Of several entries of a run, the last one is valid.</param>
internal sealed record IndexedRun(
    string Run, string Video, string Content, int Width, int Height, int Frames, int Pictures, DateTimeOffset Indexed);

/// <summary>The data of a run that is indexed.</summary>
/// <param name="Run">The run's name.</param>
/// <param name="Video">The display name of the video's address.</param>
/// <param name="Content">The identity of the video's content; runs of the same video have the same.</param>
/// <param name="Width">The width of a frame in pixels.</param>
/// <param name="Height">The height of a frame in pixels.</param>
/// <param name="Frame">The frame numbers of the analyzed frames.</param>
/// <param name="Hashes">The hashes of each analyzed frame.</param>
/// <param name="Shots">The shots.</param>
/// <param name="Fingerprints">The keypoints; null if fingerprints were not requested.</param>
internal sealed record RunContent(
    string Run, string Video, string Content, int Width, int Height, long[] Frame, ImageHashes[] Hashes,
    IReadOnlyList<SummaryShot> Shots, FingerprintFile? Fingerprints)
{
    /// <summary>Creates the data from the results of a run.</summary>
    public static RunContent FromResults(
        string run, SourceIdentity video, RangeArrays arrays, Summary summary, FingerprintFile? fingerprints) => new(
        run, video.Uri, ContentOf(summary, video.Uri, video.Length, video.Version ?? run), summary.Video.Width,
        summary.Video.Height, arrays.Column<long>("frame").Data,
        ImageHashes.Zip(arrays.Column<ulong>("phash").Data, arrays.Column<ulong>("dhash").Data), summary.Shots, fingerprints);

    /// <summary>
    /// The identity of the content in a summary. Summaries of earlier versions have none: their runs are of the same video if
    /// address, length and version of the source are the same.
    /// </summary>
    public static string ContentOf(Summary summary, string uri, long length, string version) =>
        summary.Video.Content ?? $"{uri}\n{length}\n{version}";
}
