using VideoPipeline.Planning;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Estimates;

/// <summary>What the workers of a plan decode.</summary>
internal static class RangeLoads
{
    /// <summary>The load of each range; of a video that is decoded as a whole, one.</summary>
    public static IReadOnlyList<DecodeLoad> Of(Plan plan, VideoIndex index) => plan.Ranges[0].End is null
        ? [DecodeLoad.OfWhole(index, selected: null)]
        : Of(plan.Ranges.Select(range => new FrameRange(range.Start, range.End!.Value)), index);

    /// <summary>The load of each range; of a video whose frames are not known, one.</summary>
    public static IReadOnlyList<DecodeLoad> Of(IEnumerable<FrameRange> ranges, VideoIndex index) => index.Frames is { } table
        ? [.. ranges.Select(range => DecodeLoad.Of(index.Samples, table, range))]
        : [DecodeLoad.OfWhole(index, selected: null)];
}
