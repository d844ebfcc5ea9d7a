namespace VideoPipeline.Codecs;

/// <summary>A superframe: several VP9 frames in one sample, with an index at its end (VP9 specification, Annex B).</summary>
internal static class Vp9Superframe
{
    public const int MaxFrames = 8;

    /// <summary>Reads the size of each frame into <paramref name="sizes"/>.</summary>
    /// <returns>The number of frames; 1 where the sample is not a superframe.</returns>
    public static int ReadFrameSizes(ReadOnlySpan<byte> sample, Span<int> sizes)
    {
        sizes[0] = sample.Length;
        if (sample.IsEmpty) return 1;
        var marker = sample[^1];
        var frames = (marker & 7) + 1;
        var sizeBytes = (marker >> 3 & 3) + 1;
        var indexBytes = 2 + frames * sizeBytes;
        if ((marker & 0xE0) != 0xC0 || sample.Length < indexBytes || sample[^indexBytes] != marker) return 1;
        var index = sample[^(indexBytes - 1)..^1];
        for (var frame = 0; frame < frames; frame++)
        {
            uint size = 0;
            for (var i = sizeBytes - 1; i >= 0; i--) size = size << 8 | index[frame * sizeBytes + i];
            sizes[frame] = size > int.MaxValue ? int.MaxValue : (int)size;
        }
        return frames;
    }
}
