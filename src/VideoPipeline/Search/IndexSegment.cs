using VideoPipeline.Npz;
using VideoPipeline.Stills.Fingerprints;

namespace VideoPipeline.Search;

/// <summary>
/// An inverted index of some runs, which maps each visual word (<see cref="DescriptorHash"/>) to its posting list of keypoints.
/// Immutable: runs are added by writing and merging segments.
/// </summary>
/// <param name="Runs">The runs, without duplicates.</param>
/// <param name="Frames">The analyzed frames, grouped by run.</param>
/// <param name="Pictures">The fingerprinted frames, grouped by run.</param>
/// <param name="Postings">The keypoints of the fingerprinted frames, by word.</param>
internal sealed record IndexSegment(
    IReadOnlyList<IndexedRun> Runs, IndexedFrames Frames, IndexedPictures Pictures, Postings Postings)
{
    /// <summary>Creates the segment of one run.</summary>
    public static IndexSegment FromRun(RunContent run)
    {
        var pictures = run.Fingerprints?.Frames ?? [];
        var shots = pictures.Select(picture => run.Shots.Last(shot => shot.Start <= picture.Frame)).ToArray();
        return new IndexSegment(
            [new IndexedRun(run.Run, run.Video, run.Width, run.Height, run.Frame.Length, pictures.Count)],
            new IndexedFrames([.. run.Frame.Select(frame => (uint)frame)], run.Hashes),
            new IndexedPictures(
                [.. pictures.Select(picture => Array.BinarySearch(run.Frame, picture.Frame))],
                [.. shots.Select(shot => (uint)shot.Start)],
                [.. shots.Select(shot => (uint)shot.End)]),
            Postings.Of([.. pictures.Select(picture => picture.Keypoints)]));
    }

    /// <summary>Merges segments; if a run is in several of them, the last one is used.</summary>
    /// <param name="segments">The segments.</param>
    /// <param name="keep">Selects the runs to keep by name.</param>
    public static IndexSegment Merge(IReadOnlyList<IndexSegment> segments, Func<string, bool> keep)
    {
        var last = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < segments.Count; i++)
            foreach (var run in segments[i].Runs) last[run.Run] = i;
        var kept = segments.Select((segment, i) => segment.Filter(run => last[run] == i && keep(run))).ToList();
        return new IndexSegment(
            [.. kept.SelectMany(segment => segment.Runs)],
            IndexedFrames.Concat([.. kept.Select(segment => segment.Frames)]),
            IndexedPictures.Concat([.. kept.Select(segment => (segment.Pictures, segment.Frames.Count))]),
            Postings.Merge([.. kept.Select(segment => (segment.Postings, segment.Pictures.Count))]));
    }

    /// <summary>Returns the first rows of each run in the other lists.</summary>
    public IEnumerable<RunLocation> GetRunLocations()
    {
        var (frame, picture) = (0, 0);
        foreach (var run in Runs)
        {
            yield return new RunLocation(run, frame, picture);
            frame += run.Frames;
            picture += run.Pictures;
        }
    }

    private IndexSegment Filter(Func<string, bool> keep)
    {
        if (Runs.All(run => keep(run.Run))) return this;
        var places = GetRunLocations().Where(place => keep(place.Run.Run)).ToList();
        var pictures = new int[Pictures.Count];
        Array.Fill(pictures, -1);
        var next = 0;
        foreach (var place in places)
            for (var i = 0; i < place.Run.Pictures; i++) pictures[place.FirstPicture + i] = next++;
        return new IndexSegment(
            [.. places.Select(place => place.Run)],
            IndexedFrames.Concat([.. places.Select(place => Frames.Slice(place.FirstFrame, place.Run.Frames))]),
            IndexedPictures.Concat([.. places.Select(place =>
                (Pictures.Slice(place.FirstPicture, place.Run.Pictures, place.FirstFrame), place.Run.Frames))]),
            Postings.Renumber(pictures));
    }
}

/// <summary>The analyzed frames of a segment.</summary>
/// <param name="Number">The frame numbers, ascending within a run.</param>
/// <param name="Hashes">The hashes of each frame.</param>
internal sealed record IndexedFrames(uint[] Number, ImageHashes[] Hashes)
{
    /// <summary>The number of frames.</summary>
    public int Count => Number.Length;

    internal IndexedFrames Slice(int start, int count) =>
        new(Number.AsSpan(start, count).ToArray(), Hashes.AsSpan(start, count).ToArray());

    internal static IndexedFrames Concat(IReadOnlyList<IndexedFrames> parts) =>
        new(parts.Select(part => part.Number).Concatenate(), parts.Select(part => part.Hashes).Concatenate());
}

/// <summary>The fingerprinted frames of a segment.</summary>
/// <param name="Row">The row of each frame in <see cref="IndexSegment.Frames"/>.</param>
/// <param name="ShotStart">The number of the first frame of its shot.</param>
/// <param name="ShotEnd">The number after that of the last frame of its shot.</param>
internal sealed record IndexedPictures(int[] Row, uint[] ShotStart, uint[] ShotEnd)
{
    /// <summary>The number of frames.</summary>
    public int Count => Row.Length;

    internal IndexedPictures Slice(int start, int count, int firstRow) => new(
        Array.ConvertAll(Row.AsSpan(start, count).ToArray(), row => row - firstRow),
        ShotStart.AsSpan(start, count).ToArray(),
        ShotEnd.AsSpan(start, count).ToArray());

    internal static IndexedPictures Concat(IReadOnlyList<(IndexedPictures Pictures, int Frames)> parts)
    {
        var rows = new List<int>();
        var offset = 0;
        foreach (var (pictures, frames) in parts)
        {
            rows.AddRange(pictures.Row.Select(row => row + offset));
            offset += frames;
        }
        return new IndexedPictures(
            [.. rows],
            parts.Select(part => part.Pictures.ShotStart).Concatenate(),
            parts.Select(part => part.Pictures.ShotEnd).Concatenate());
    }
}
