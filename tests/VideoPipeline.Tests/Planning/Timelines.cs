using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.Video;

namespace VideoPipeline.Tests.Planning;

/// <summary>Creates synthetic sample and frame tables: open and closed GOPs with reordered pictures.</summary>
internal static class Timelines
{
    /// <summary>A GOP.</summary>
    /// <param name="Frames">The number of frames.</param>
    /// <param name="Between">The number of non-reference pictures between two reference pictures.</param>
    /// <param name="Open">Whether the GOP is open: leading pictures precede its key frame in presentation order.</param>
    public sealed record Gop(int Frames, int Between, bool Open);

    /// <summary>Random GOPs, 1 to 40 of them.</summary>
    public static Arbitrary<Gop[]> Gops { get; } = Gen.Choose(1, 40)
        .SelectMany(count => (
            from frames in Gen.Choose(1, 12)
            from between in Gen.Choose(0, 3)
            from open in Gen.Elements(true, false)
            select new Gop(frames, between, open)).ArrayOf(count))
        .ToArbitrary();

    /// <summary>Creates the index of a video with these GOPs.</summary>
    public static VideoIndex Index(params Gop[] gops)
    {
        var (samples, frames) = Of(gops);
        return new VideoIndex
        {
            Source = new SourceIdentity("test", 1, null),
            Video = new VideoProperties
            {
                Container = "mov", Codec = "h264", Stream = 0, Width = 16, Height = 16, Rotation = 0,
                TimeBase = new TimeBase(1, 100),
            },
            Samples = samples,
            Frames = frames,
        };
    }

    /// <summary>Creates the tables of a video with these GOPs; each frame lasts 10 ticks.</summary>
    public static (SampleTable Samples, FrameTable Frames) Of(params Gop[] gops)
    {
        var shown = new List<int>(); // presentation number by decode order
        var key = new List<bool>();
        foreach (var (frames, between, open) in gops)
        {
            var first = shown.Count;
            // The leading pictures of an open GOP are presented before its key frame and decoded after it.
            var leading = open && first > 0 ? Math.Min(between, frames - 1) : 0;
            shown.Add(first + leading);
            key.Add(true);
            for (var i = 0; i < leading; i++) Add(first + i);
            for (var next = leading + 1; next < frames;)
            {
                var reference = Math.Min(next + between, frames - 1);
                Add(first + reference);
                for (; next < reference; next++) Add(first + next);
                next = reference + 1;
            }
        }
        var pts = shown.Select(number => number * 10L).ToArray();
        var samples = new SampleTable
        {
            Offset = [.. Enumerable.Range(0, pts.Length).Select(i => i * 100L)],
            Size = [.. Enumerable.Repeat(100, pts.Length)],
            Dts = [.. Enumerable.Range(0, pts.Length).Select(i => i * 10L)],
            Pts = pts,
            IsKey = [.. key],
        };
        var order = Enumerable.Range(0, pts.Length).OrderBy(sample => pts[sample]).ToArray();
        return (samples, new FrameTable { Sample = order, Pts = [.. order.Select(sample => pts[sample])] });

        void Add(int number)
        {
            shown.Add(number);
            key.Add(false);
        }
    }
}
