using VideoPipeline.Containers.Common;

namespace VideoPipeline.Containers.Mp4;

/// <summary>
/// What a track's edit list comes to: how long nothing is shown, then one stretch of the media. Edits are measured in ticks of
/// the movie, everything here in ticks of the media, rounded as ffmpeg rounds.
/// </summary>
/// <param name="Edited">Whether there is an edit list at all.</param>
/// <param name="Empty">How long nothing is shown.</param>
/// <param name="Start">First tick of the media that is shown.</param>
/// <param name="Duration">How long; <see cref="long.MaxValue"/> where there is no edit list.</param>
/// <param name="FragmentOffset">What ffmpeg takes off the times of fragments, whose samples it does not edit otherwise; null where
/// that is unclear.</param>
internal sealed record EditList(bool Edited, long Empty, long Start, long Duration, long? FragmentOffset)
{
    /// <summary>A track without an edit list.</summary>
    public static EditList Plain { get; } = new(false, 0, 0, long.MaxValue, 0);

    /// <summary>Rows before this one come from <c>moov</c>; the others from fragments.</summary>
    public int MovieRows { get; init; }

    /// <summary>What negative composition offsets in fragments delay all frames by.</summary>
    public int FragmentDelay { get; init; }

    /// <returns>A reason instead, where the list is more than empty edits and one stretch at normal speed.</returns>
    public static (EditList Track, string? Doubt) From(Edit[] edits, uint movieTimescale, uint mediaTimescale)
    {
        if (edits.Length == 0) return (Plain, null);
        if (movieTimescale == 0 || edits.Any(edit => edit.Duration < 0)) return (Plain, "its edit list has no unit of time");
        var real = edits.SkipWhile(edit => edit.MediaTime == -1).ToArray();
        if (real.Length > 1) return (Plain, "its edit list has several edits");
        if (real.Length == 0) return (Plain, "its edit list shows nothing");
        if (real[0].MediaTime < 0) return (Plain, "its edit list begins before the media");
        if (real[0].Rate != Edit.NormalRate) return (Plain, "its edit list changes the speed");
        long Scale(long ticks) => (long)Int128.Min(long.MaxValue / 4, RoundedRatio((Int128)ticks * mediaTimescale, movieTimescale));
        var empty = edits.SkipLast(1).Sum(edit => Scale(edit.Duration));
        // For fragments ffmpeg looks at one empty edit only.
        long? offset = edits.Length > 2 ? null : real[0].MediaTime - (edits.Length == 2 ? Scale(edits[0].Duration) : 0);
        return (new EditList(true, empty, real[0].MediaTime, Scale(real[0].Duration), offset), null);
    }

    private static Int128 RoundedRatio(Int128 numerator, uint denominator) => (numerator + denominator / 2) / denominator;

    /// <summary>The rows that are decoded; the reason why not to be told, otherwise.</summary>
    public (int First, int End, string? Doubt) Decoded(SampleTableBuilder rows)
    {
        for (var row = Math.Max(1, MovieRows); row < rows.Count; row++)
            if (rows.Dts[row] <= rows.Dts[row - 1]) return (0, 0, "its fragments overlap in time");
        if (MovieRows == 0 && FragmentOffset is null) return (0, 0, "its edit list has several empty edits");
        if (MovieRows > 0 && MovieRows < rows.Count && HasNegativeOffsets(rows)) return (0, 0, "fragments follow samples that are shown before they are decoded");
        if (MovieRows == 0 || !Edited) return Delayed(rows) ? (0, 0, "fragments follow samples and delay them") : (0, rows.Count, null);
        if (MovieRows < rows.Count) return (0, 0, "it has samples outside its fragments and an edit list");
        var first = FirstDecoded(rows);
        var end = EndDecoded(rows, first);
        for (var row = 0; row < rows.Count; row++)
            if ((row < first || row >= end) && IsShown(rows.Pts[row])) return (0, 0, "its edit list shows samples that decoders do not reach");
        return (first, end, null);
    }

    /// <summary>Rows, counted from <paramref name="first"/>, whose frames are shown.</summary>
    public List<int> Shown(SampleTableBuilder rows, int first, int end)
    {
        var shown = new List<int>(end - first);
        for (var row = first; row < end; row++)
            if (MovieRows == 0 || IsShown(rows.Pts[row])) shown.Add(row - first);
        return shown;
    }

    /// <summary>What is added to a sample's composition time to give the frame's time stamp.</summary>
    public long Shift(SampleTableBuilder rows, int first, List<int> shown)
    {
        if (MovieRows == 0) return FragmentDelay - FragmentOffset.GetValueOrDefault();
        if (!Edited) return 0;
        // ffmpeg counts decode times from the first sample shown, then moves the earliest frame to the end of the empty edits.
        var origin = rows.Dts[first + shown[0]];
        long earliest = -1;
        foreach (var row in shown)
        {
            var time = Empty + rows.Pts[first + row] - origin;
            earliest = earliest < 0 ? time : Math.Min(earliest, time);
        }
        return Empty - origin - Math.Max(0, earliest - Empty);
    }

    private bool Delayed(SampleTableBuilder rows) => MovieRows > 0 && MovieRows < rows.Count && FragmentDelay > 0;

    private bool HasNegativeOffsets(SampleTableBuilder rows) => Enumerable.Range(0, MovieRows).Any(row => rows.Pts[row] < rows.Dts[row]);

    private bool IsShown(long pts) => !Edited || (pts >= Start && pts - Start < Duration);

    /// <summary>The last key frame that neither is decoded nor shown after the edit begins.</summary>
    private int FirstDecoded(SampleTableBuilder rows)
    {
        var first = rows.Count - 1;
        while (first > 0 && !(rows.IsKey[first] && rows.Dts[first] <= Start && rows.Pts[first] <= Start)) first--;
        return first;
    }

    /// <summary>Up to the first key frame after the edit, or the second where pictures are reordered.</summary>
    private int EndDecoded(SampleTableBuilder rows, int first)
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
