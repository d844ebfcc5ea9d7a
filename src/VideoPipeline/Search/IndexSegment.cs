using VideoPipeline.Npz;
using VideoPipeline.Stills.Fingerprints;

namespace VideoPipeline.Search;

/// <summary>
/// An inverted index of some runs: under which word (<see cref="DescriptorHash"/>) there is which keypoint of which picture. A
/// value: nothing changes it, runs are added by further segments and by merging.
/// </summary>
/// <param name="Runs">The runs, each once.</param>
/// <param name="Frames">Their frames, run by run.</param>
/// <param name="Pictures">Their frames that have keypoints, run by run.</param>
/// <param name="Postings">The keypoints of the pictures, by word.</param>
public sealed record IndexSegment(
    IReadOnlyList<IndexedRun> Runs, IndexedFrames Frames, IndexedPictures Pictures, Postings Postings)
{
    /// <summary>The segment of one run.</summary>
    public static IndexSegment Of(RunContent run)
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

    /// <summary>Several segments as one; of a run that is in several, the last is taken.</summary>
    /// <param name="segments">The segments.</param>
    /// <param name="keep">Which runs are wanted.</param>
    public static IndexSegment Merge(IReadOnlyList<IndexSegment> segments, Func<string, bool> keep)
    {
        var last = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < segments.Count; i++)
            foreach (var run in segments[i].Runs) last[run.Run] = i;
        var kept = segments.Select((segment, i) => segment.Only(run => last[run] == i && keep(run))).ToList();
        return new IndexSegment(
            [.. kept.SelectMany(segment => segment.Runs)],
            IndexedFrames.Concat([.. kept.Select(segment => segment.Frames)]),
            IndexedPictures.Concat([.. kept.Select(segment => (segment.Pictures, segment.Frames.Count))]),
            Postings.Merge([.. kept.Select(segment => (segment.Postings, segment.Pictures.Count))]));
    }

    /// <summary>The places of each run's frames and pictures in the other lists.</summary>
    public IEnumerable<RunPlace> Places()
    {
        var (frame, picture) = (0, 0);
        foreach (var run in Runs)
        {
            yield return new RunPlace(run, frame, picture);
            frame += run.Frames;
            picture += run.Pictures;
        }
    }

    private IndexSegment Only(Func<string, bool> keep)
    {
        if (Runs.All(run => keep(run.Run))) return this;
        var places = Places().Where(place => keep(place.Run.Run)).ToList();
        var pictures = new int[Pictures.Count];
        Array.Fill(pictures, -1);
        var next = 0;
        foreach (var place in places)
            for (var i = 0; i < place.Run.Pictures; i++) pictures[place.FirstPicture + i] = next++;
        return new IndexSegment(
            [.. places.Select(place => place.Run)],
            IndexedFrames.Concat([.. places.Select(place => Frames.Slice(place.FirstFrame, place.Run.Frames))]),
            IndexedPictures.Concat([.. places.Select(place => (Pictures.Slice(place.FirstPicture, place.Run.Pictures, place.FirstFrame), place.Run.Frames))]),
            Postings.Renumbered(pictures));
    }
}

/// <summary>Where a run's rows begin in a segment.</summary>
/// <param name="Run">The run.</param>
/// <param name="FirstFrame">Its first row in <see cref="IndexSegment.Frames"/>.</param>
/// <param name="FirstPicture">Its first row in <see cref="IndexSegment.Pictures"/>.</param>
public readonly record struct RunPlace(IndexedRun Run, int FirstFrame, int FirstPicture);

/// <summary>Analysed frames.</summary>
/// <param name="Number">The frames' numbers, ascending within a run.</param>
/// <param name="Hashes">The hashes of each.</param>
public sealed record IndexedFrames(uint[] Number, PictureHashes[] Hashes)
{
    /// <summary>How many.</summary>
    public int Count => Number.Length;

    internal IndexedFrames Slice(int start, int count) =>
        new(Number.AsSpan(start, count).ToArray(), Hashes.AsSpan(start, count).ToArray());

    internal static IndexedFrames Concat(IReadOnlyList<IndexedFrames> parts) =>
        new(parts.Select(part => part.Number).Concatenated(), parts.Select(part => part.Hashes).Concatenated());
}

/// <summary>Frames that have keypoints.</summary>
/// <param name="Row">The row of each in <see cref="IndexSegment.Frames"/>.</param>
/// <param name="ShotStart">The first frame of the shot that it is in.</param>
/// <param name="ShotEnd">The frame after the last of that shot.</param>
public sealed record IndexedPictures(int[] Row, uint[] ShotStart, uint[] ShotEnd)
{
    /// <summary>How many.</summary>
    public int Count => Row.Length;

    internal IndexedPictures Slice(int start, int count, int firstRow) => new(
        Array.ConvertAll(Row.AsSpan(start, count).ToArray(), row => row - firstRow),
        ShotStart.AsSpan(start, count).ToArray(),
        ShotEnd.AsSpan(start, count).ToArray());

    internal static IndexedPictures Concat(IReadOnlyList<(IndexedPictures Pictures, int Frames)> parts)
    {
        var rows = new List<int>();
        var before = 0;
        foreach (var (pictures, frames) in parts)
        {
            rows.AddRange(pictures.Row.Select(row => row + before));
            before += frames;
        }
        return new IndexedPictures(
            [.. rows], parts.Select(part => part.Pictures.ShotStart).Concatenated(), parts.Select(part => part.Pictures.ShotEnd).Concatenated());
    }
}
