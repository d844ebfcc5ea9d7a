using VideoPipeline.Search.Segments;

namespace VideoPipeline.Search;

/// <summary>A run that is searched: its part of a segment, and its result files.</summary>
/// <param name="segment">The segment.</param>
/// <param name="number">The number of the run in the segment.</param>
/// <param name="files">The result files of the run.</param>
internal sealed class SearchedRun(SegmentReader segment, int number, IRunFiles files)
{
    private readonly int _firstPicture = segment.PicturesOf(number).Start.Value;

    /// <summary>The segment.</summary>
    public SegmentReader Segment => segment;

    /// <summary>The number of the run in the segment.</summary>
    public int Number => number;

    /// <summary>The run.</summary>
    public IndexedRun Run => segment.Footer.Runs[number];

    /// <summary>The result files.</summary>
    public IRunFiles Files => files;

    /// <summary>Returns the row of a fingerprinted frame among the analyzed frames of the run.</summary>
    /// <param name="picture">The number of the fingerprinted frame in the run.</param>
    public int RowOf(int picture) => segment.Footer.Pictures.Row[_firstPicture + picture];

    /// <summary>Returns the frames of the shot of a fingerprinted frame: the first one, and the one after the last.</summary>
    /// <param name="picture">The number of the fingerprinted frame in the run.</param>
    public (uint Start, uint End) ShotOf(int picture) => (
        segment.Footer.Pictures.ShotStart[_firstPicture + picture], segment.Footer.Pictures.ShotEnd[_firstPicture + picture]);

    /// <summary>Returns the number of keypoints of a fingerprinted frame.</summary>
    /// <param name="picture">The number of the fingerprinted frame in the run.</param>
    public int KeypointsOf(int picture) => segment.Footer.Pictures.Keypoints[_firstPicture + picture];

    /// <summary>Returns the fingerprinted frames of the shots that contain a frame.</summary>
    /// <param name="frame">The number of the frame.</param>
    public IEnumerable<int> PicturesOfShot(uint frame) =>
        Enumerable.Range(0, Run.Pictures).Where(picture => ShotOf(picture) is var (start, end) && start <= frame && frame < end);
}
