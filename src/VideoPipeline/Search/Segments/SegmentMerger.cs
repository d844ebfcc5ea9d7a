namespace VideoPipeline.Search.Segments;

/// <summary>
/// Merges segments without holding them in memory. The bytes of the merged segment depend on its runs only, not on how they were
/// distributed over segments, so processes that merge the same segments write the same object.
/// </summary>
internal sealed class SegmentMerger
{
    private readonly IReadOnlyList<SegmentReader> _segments;
    private readonly IReadOnlyList<(int Segment, int Run)> _runs;

    /// <summary>Selects the runs.</summary>
    /// <param name="segments">The segments.</param>
    /// <param name="keep">Selects the runs to keep by name. Of several entries of a run, the last one is kept.</param>
    public SegmentMerger(IReadOnlyList<SegmentReader> segments, Func<string, bool> keep)
    {
        _segments = segments;
        _runs =
        [
            .. segments
                .SelectMany((segment, i) => segment.Footer.Runs.Select((run, j) => (Run: run, Place: (Segment: i, Run: j))))
                .Where(one => keep(one.Run.Run))
                .GroupBy(one => one.Run.Run, StringComparer.Ordinal)
                .Select(entries => entries.OrderBy(one => one.Run.Indexed).ThenBy(one => segments[one.Place.Segment].Key,
                    StringComparer.Ordinal).Last())
                .OrderBy(one => one.Run.Run, StringComparer.Ordinal)
                .Select(one => one.Place),
        ];
    }

    /// <summary>The runs of the merged segment.</summary>
    public IEnumerable<IndexedRun> Runs => _runs.Select(place => _segments[place.Segment].Footer.Runs[place.Run]);

    /// <summary>Writes the merged segment.</summary>
    public async Task WriteAsync(Stream destination, CancellationToken cancellation)
    {
        var writer = new SegmentWriter(destination);
        foreach (var (segment, run) in _runs)
        {
            foreach (var span in BlockSpan.Create([.. _segments[segment].FrameBlocksOf(run)]))
                foreach (var block in await _segments[segment].ReadAsync(span, cancellation)) writer.AddFrames(block);
        }

        var numbers = NumberPictures();
        var cursors = _segments.Select(segment => new PostingCursor(segment)).ToArray();
        foreach (var cursor in cursors) await cursor.StartAsync(cancellation);
        var list = new List<Posting>();
        while (cursors.Min(cursor => cursor.Word) is { } word)
        {
            for (var i = 0; i < cursors.Length; i++)
                while (cursors[i].Word == word) await cursors[i].TakeAsync(numbers[i], list, cancellation);
            // A stable sort: the order of the postings of a frame stays.
            writer.AddPostings(word, list.OrderBy(posting => posting.Picture).ToArray());
            list.Clear();
        }
        writer.Complete(
            [.. Runs],
            IndexedPictures.Concat([.. _runs.Select(place =>
                (_segments[place.Segment].Footer.Pictures, _segments[place.Segment].PicturesOf(place.Run)))]));
    }

    // The rows of the frames of each segment in the merged segment; -1 for those of runs that are not kept.
    private int[][] NumberPictures()
    {
        var numbers = _segments.Select(segment => new int[segment.Footer.Pictures.Count]).ToArray();
        foreach (var one in numbers) Array.Fill(one, -1);
        var next = 0;
        foreach (var (segment, run) in _runs)
        {
            var (start, count) = _segments[segment].PicturesOf(run).GetOffsetAndLength(numbers[segment].Length);
            for (var i = start; i < start + count; i++) numbers[segment][i] = next++;
        }
        return numbers;
    }
}
