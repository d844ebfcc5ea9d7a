using VideoPipeline.Containers.Common;

namespace VideoPipeline.Containers.Mp4;

/// <summary>
/// The effect of a track's edit list: empty edits, followed by one edit that presents a segment of the media. The file has
/// durations in the movie time scale; here, all values are in the media time scale, rounded as ffmpeg does.
/// </summary>
/// <param name="HasEditList">Whether the track has an edit list.</param>
/// <param name="EmptyDuration">The total duration of the empty edits.</param>
/// <param name="Start">The media time at which the segment starts.</param>
/// <param name="Duration">The duration of the segment; <see cref="long.MaxValue"/> without an edit list.</param>
/// <param name="FragmentOffset">
/// The offset that ffmpeg subtracts from the time stamps in movie fragments, its only use of the edit list there; null if there
/// are several empty edits.
/// </param>
internal sealed record EditList(bool HasEditList, long EmptyDuration, long Start, long Duration, long? FragmentOffset)
{
    /// <summary>A track without an edit list.</summary>
    public static EditList None { get; } = new(false, 0, 0, long.MaxValue, 0);

    /// <summary>The number of rows that come from <c>moov</c>; the rows after them come from movie fragments.</summary>
    public int MovieRows { get; init; }

    /// <summary>The delay of all frames that is caused by negative composition offsets in movie fragments.</summary>
    public int FragmentDelay { get; init; }

    /// <returns>The edit list; or <see cref="None"/> and the reason why it is not supported, as the end of a sentence.</returns>
    public static (EditList Track, string? UnprovenReason) From(Edit[] edits, uint movieTimescale, uint mediaTimescale)
    {
        if (edits.Length == 0) return (None, null);
        if (movieTimescale == 0 || edits.Any(edit => edit.Duration < 0))
            return (None, "its edit list has a negative duration or no time scale");
        var real = edits.SkipWhile(edit => edit.MediaTime == -1).ToArray();
        if (real.Length > 1) return (None, "its edit list has several edits");
        if (real.Length == 0) return (None, "its edit list has only empty edits");
        if (real[0].MediaTime < 0) return (None, "its edit list has a negative media time");
        if (real[0].Rate != Edit.NormalRate) return (None, "its edit list changes the playback rate");
        long Scale(long ticks) =>
            (long)Int128.Min(long.MaxValue / 4, RoundedRatio((Int128)ticks * mediaTimescale, movieTimescale));
        var empty = edits.SkipLast(1).Sum(edit => Scale(edit.Duration));
        // In fragmented files, ffmpeg applies at most one empty edit.
        long? offset = edits.Length > 2 ? null : real[0].MediaTime - (edits.Length == 2 ? Scale(edits[0].Duration) : 0);
        return (new EditList(true, empty, real[0].MediaTime, Scale(real[0].Duration), offset), null);
    }

    private static Int128 RoundedRatio(Int128 numerator, uint denominator) => (numerator + denominator / 2) / denominator;

    /// <summary>
    /// Finds the range of rows that ffmpeg decodes, or the reason why it is not known, as the end of a sentence.
    /// </summary>
    public (int First, int End, string? UnprovenReason) FindDecodedRange(SampleTableBuilder rows)
    {
        for (var row = Math.Max(1, MovieRows); row < rows.Count; row++)
            if (rows.Dts[row] <= rows.Dts[row - 1]) return (0, 0, "the decode times of its movie fragments do not increase");
        if (MovieRows == 0 && FragmentOffset is null) return (0, 0, "its edit list has several empty edits");
        if (MovieRows > 0 && MovieRows < rows.Count && HasNegativeOffsets(rows))
            return (0, 0, "movie fragments follow samples in 'moov' with negative composition offsets");
        if (MovieRows == 0 || !HasEditList)
            return DelaysMovieRows(rows)
                ? (0, 0, "movie fragments with negative composition offsets follow samples in 'moov'")
                : (0, rows.Count, null);
        if (MovieRows < rows.Count) return (0, 0, "it has an edit list, and samples both in 'moov' and in movie fragments");
        var first = FindFirstDecoded(rows);
        var end = FindDecodedEnd(rows, first);
        for (var row = 0; row < rows.Count; row++)
            if ((row < first || row >= end) && IsPresented(rows.Pts[row]))
                return (0, 0, "its edit list presents samples outside the range that is decoded");
        return (first, end, null);
    }

    /// <summary>Lists the rows, relative to <paramref name="first"/>, whose frames are presented.</summary>
    public List<int> FindPresentedRows(SampleTableBuilder rows, int first, int end)
    {
        var shown = new List<int>(end - first);
        for (var row = first; row < end; row++)
            if (MovieRows == 0 || IsPresented(rows.Pts[row])) shown.Add(row - first);
        return shown;
    }

    /// <summary>Computes the time stamp offset that is added to a sample's composition time to give its frame's PTS.</summary>
    public long ComputeShift(SampleTableBuilder rows, int first, List<int> shown)
    {
        if (MovieRows == 0) return FragmentDelay - FragmentOffset.GetValueOrDefault();
        if (!HasEditList) return 0;
        // ffmpeg makes decode times relative to the first presented sample, then moves the earliest frame to the end of the empty
        // edits.
        var origin = rows.Dts[first + shown[0]];
        long earliest = -1;
        foreach (var row in shown)
        {
            var time = EmptyDuration + rows.Pts[first + row] - origin;
            earliest = earliest < 0 ? time : Math.Min(earliest, time);
        }
        return EmptyDuration - origin - Math.Max(0, earliest - EmptyDuration);
    }

    private bool DelaysMovieRows(SampleTableBuilder rows) => MovieRows > 0 && MovieRows < rows.Count && FragmentDelay > 0;

    private bool HasNegativeOffsets(SampleTableBuilder rows) =>
        Enumerable.Range(0, MovieRows).Any(row => rows.Pts[row] < rows.Dts[row]);

    private bool IsPresented(long pts) => !HasEditList || (pts >= Start && pts - Start < Duration);

    /// <summary>Finds the last key frame whose DTS and PTS are not after the start of the edit.</summary>
    private int FindFirstDecoded(SampleTableBuilder rows)
    {
        var first = rows.Count - 1;
        while (first > 0 && !(rows.IsKey[first] && rows.Dts[first] <= Start && rows.Pts[first] <= Start)) first--;
        return first;
    }

    /// <summary>
    /// Finds the end of the decoded range: the second key frame that is presented at or after the end of the edit.
    /// </summary>
    private int FindDecodedEnd(SampleTableBuilder rows, int first)
    {
        var keysAfter = 0;
        for (var row = first; row < rows.Count; row++)
        {
            var duration = row + 1 < rows.Count ? rows.Dts[row + 1] - rows.Dts[row] : Duration;
            if (rows.IsKey[row] && rows.Pts[row] + duration - Start >= Duration && ++keysAfter == 2) return row + 1;
        }
        return rows.Count;
    }
}
