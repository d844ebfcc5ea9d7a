using VideoPipeline.Codecs;
using VideoPipeline.Containers;
using VideoPipeline.Containers.Common;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Containers;

/// <summary>Cuts a video at random and decodes the parts.</summary>
internal static class SliceCheck
{
    /// <summary>Each of <paramref name="cuts"/> random ranges of frames decodes to exactly the whole's frames.</summary>
    public static async Task DecodesAsTheWholeAsync(string path, IVideoSource source, VideoIndex index, int cuts)
    {
        var whole = Oracle.Frames(path);
        var frames = index.Frames!;
        Assert.Equal(whole.Select(frame => frame.Pts), frames.Pts);
        var random = new Random(frames.Count);
        for (var cut = 0; cut < cuts; cut++)
        {
            var first = random.Next(frames.Count);
            var last = Math.Min(frames.Count - 1, first + random.Next(40));
            var slice = await FramesAsync(source, index, first, last);
            Assert.Equal(whole[first..(last + 1)].Select(frame => frame.Md5), slice);
        }
    }

    /// <summary>The checksums of frames <paramref name="first"/> to <paramref name="last"/>, decoded from a slice.</summary>
    private static async Task<string[]> FramesAsync(IVideoSource source, VideoIndex index, int first, int last)
    {
        var rows = index.Frames!.Sample.Slice(first, last - first + 1);
        var wanted = rows.Select(row => index.Samples.Pts[row]).ToHashSet();
        var format = ContainerFormats.RemuxerOf(index)!;
        var guard = format.Guard(index);
        var start = KeyBefore(index.Samples, rows);
        if (guard is not null) start = await format.FindRandomAccessPointAsync(source, index, start, guard, CancellationToken.None);
        var range = new SampleRange(start, rows.Max() + 1);
        var decoded = Oracle.SliceFrames(format, stream => format.WriteAsync(source, index, [range], stream, guard, CancellationToken.None));
        return decoded.Where(frame => wanted.Contains(frame.Pts)).Select(frame => frame.Md5).ToArray();
    }

    /// <summary>The last key sample that is neither decoded nor presented after any of <paramref name="rows"/>.</summary>
    private static int KeyBefore(SampleTable samples, int[] rows)
    {
        var (decoded, presented) = (rows.Min(), rows.Min(row => samples.Pts[row]));
        var key = decoded;
        while (key > 0 && !(samples.IsKey[key] && samples.Pts[key] <= presented)) key--;
        return key;
    }
}
