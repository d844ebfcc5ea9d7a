using VideoPipeline.Containers;
using VideoPipeline.Containers.Common;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Containers;

/// <summary>Remuxes and decodes random ranges of frames.</summary>
internal static class RemuxCheck
{
    /// <summary>
    /// Asserts that the index has the frames of a sequential decode, and that random ranges of frames decode to the same frames.
    /// </summary>
    public static async Task MatchesSequentialDecodeAsync(string path, IVideoSource source, VideoIndex index, int ranges)
    {
        var expected = Oracle.Frames(path);
        var frames = index.Frames!;
        Assert.Equal(expected.Select(frame => frame.Pts), frames.Pts);
        var random = new Random(frames.Count);
        for (var range = 0; range < ranges; range++)
        {
            var first = random.Next(frames.Count);
            var last = Math.Min(frames.Count - 1, first + random.Next(40));
            var actual = await FramesAsync(source, index, first, last);
            Assert.Equal(expected[first..(last + 1)].Select(frame => frame.Md5), actual);
        }
    }

    /// <summary>
    /// Returns the checksums of frames <paramref name="first"/> to <paramref name="last"/>, decoded from a remuxed range.
    /// </summary>
    private static async Task<string[]> FramesAsync(IVideoSource source, VideoIndex index, int first, int last)
    {
        var rows = index.Frames!.Sample.Slice(first, last - first + 1);
        var selected = rows.Select(row => index.Samples.Pts[row]).ToHashSet();
        var remuxer = ContainerFormats.GetRemuxer(index)!;
        var guard = remuxer.CreateGuard(index);
        var start = FindKeyBefore(index.Samples, rows);
        if (guard is not null)
            start = await remuxer.FindRandomAccessPointAsync(source, index, start, guard, CancellationToken.None);
        var range = new SampleRange(start, rows.Max() + 1);
        var decoded = Oracle.RemuxedFrames(
            remuxer, stream => remuxer.WriteAsync(source, index, [range], stream, guard, CancellationToken.None));
        return decoded.Where(frame => selected.Contains(frame.Pts)).Select(frame => frame.Md5).ToArray();
    }

    /// <summary>
    /// Finds the last key sample that precedes all of <paramref name="rows"/> in decode and presentation order.
    /// </summary>
    private static int FindKeyBefore(SampleTable samples, int[] rows)
    {
        var (decoded, presented) = (rows.Min(), rows.Min(row => samples.Pts[row]));
        var key = decoded;
        while (key > 0 && !(samples.IsKey[key] && samples.Pts[key] <= presented)) key--;
        return key;
    }
}
