using VideoPipeline.Analysis;
using VideoPipeline.Results.Files;
using VideoPipeline.Stills.Fingerprints;
using VideoPipeline.Video;

namespace VideoPipeline.Search;

/// <summary>A run as the index has it.</summary>
/// <param name="Run">The run's name.</param>
/// <param name="Video">The video's address, as it may be printed.</param>
/// <param name="Width">Columns of a frame.</param>
/// <param name="Height">Rows of a frame.</param>
/// <param name="Frames">How many frames were analysed.</param>
/// <param name="Pictures">How many of them have keypoints; 0 where fingerprints were not asked for.</param>
public sealed record IndexedRun(string Run, string Video, int Width, int Height, int Frames, int Pictures);

/// <summary>What of a run goes into the index.</summary>
/// <param name="Run">The run's name.</param>
/// <param name="Video">The video's address, as it may be printed.</param>
/// <param name="Width">Columns of a frame.</param>
/// <param name="Height">Rows of a frame.</param>
/// <param name="Frame">The number of each analysed frame.</param>
/// <param name="Hashes">The hashes of each.</param>
/// <param name="Shots">The shots.</param>
/// <param name="Fingerprints">The keypoints; null where they were not asked for.</param>
public sealed record RunContent(
    string Run, string Video, int Width, int Height, long[] Frame, PictureHashes[] Hashes, IReadOnlyList<SummaryShot> Shots, FingerprintFile? Fingerprints)
{
    /// <summary>Of a run that was just made.</summary>
    public static RunContent Of(
        string run, string uri, RangeArrays arrays, Summary summary, FingerprintFile? fingerprints) => new(
        run, SourceAddress.ForDisplay(uri), summary.Video.Width, summary.Video.Height, arrays.Column<long>("frame").Data,
        PictureHashes.Zip(arrays.Column<ulong>("phash").Data, arrays.Column<ulong>("dhash").Data), summary.Shots, fingerprints);
}
