using VideoPipeline.Stills.Fingerprints;

namespace VideoPipeline.Search.Segments;

/// <summary>Analyzed frames of a run.</summary>
/// <param name="Number">The frame numbers, ascending.</param>
/// <param name="Hashes">The hashes of each frame.</param>
internal sealed record IndexedFrames(uint[] Number, ImageHashes[] Hashes)
{
    /// <summary>The number of frames.</summary>
    public int Count => Number.Length;
}

/// <summary>The fingerprinted frames of a segment, grouped by run.</summary>
/// <param name="Row">The row of each frame among the analyzed frames of its run.</param>
/// <param name="ShotStart">The number of the first frame of its shot.</param>
/// <param name="ShotEnd">The number after that of the last frame of its shot.</param>
/// <param name="Keypoints">The number of its keypoints.</param>
internal sealed record IndexedPictures(int[] Row, uint[] ShotStart, uint[] ShotEnd, int[] Keypoints)
{
    /// <summary>The number of frames.</summary>
    public int Count => Row.Length;

    /// <summary>Creates the rows of one run.</summary>
    public static IndexedPictures Of(RunContent run)
    {
        var pictures = run.Fingerprints?.Frames ?? [];
        var shots = pictures.Select(picture => run.Shots.Last(shot => shot.Start <= picture.Frame)).ToArray();
        return new IndexedPictures(
            [.. pictures.Select(picture => Array.BinarySearch(run.Frame, picture.Frame))],
            [.. shots.Select(shot => (uint)shot.Start)],
            [.. shots.Select(shot => (uint)shot.End)],
            [.. pictures.Select(picture => picture.Keypoints.Count)]);
    }

    /// <summary>Concatenates parts of several segments.</summary>
    public static IndexedPictures Concat(IReadOnlyList<(IndexedPictures Pictures, Range Rows)> parts) => new(
        [.. parts.SelectMany(part => part.Pictures.Row[part.Rows])],
        [.. parts.SelectMany(part => part.Pictures.ShotStart[part.Rows])],
        [.. parts.SelectMany(part => part.Pictures.ShotEnd[part.Rows])],
        [.. parts.SelectMany(part => part.Pictures.Keypoints[part.Rows])]);
}
