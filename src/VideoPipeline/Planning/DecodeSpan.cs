using VideoPipeline.Indexing;

namespace VideoPipeline.Planning;

/// <summary>The samples, in decode order, that must be decoded for a range of frames; both ends included.</summary>
public readonly record struct DecodeSpan(int First, int Last)
{
    /// <summary>How many samples there are.</summary>
    public int Count => Last - First + 1;

    /// <summary>
    /// From the last sync sample that is decoded before, and shown no later than, every frame of the range, to the last sample
    /// in decode order that holds one of them.
    /// </summary>
    public static DecodeSpan For(SampleTable samples, FrameTable frames, FrameRange range)
    {
        int first = int.MaxValue, last = 0;
        var shown = long.MaxValue;
        for (var frame = range.Start; frame < range.End; frame++)
        {
            var sample = frames.Sample[frame];
            (first, last) = (Math.Min(first, sample), Math.Max(last, sample));
            shown = Math.Min(shown, samples.Pts[sample]);
        }
        while (first > 0 && !(samples.IsKey[first] && samples.Pts[first] <= shown)) first--;
        return new DecodeSpan(first, last);
    }
}
