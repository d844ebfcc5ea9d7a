using VideoPipeline.Planning;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Estimates;

/// <summary>What the workers of a plan decode.</summary>
internal static class RangeLoads
{
    /// <summary>The load of each range; of a video that is decoded as a whole, one.</summary>
    public static IReadOnlyList<DecodeLoad> Of(Plan plan, VideoIndex index) =>
        plan.Ranges[0].End is null || index.Frames is not { } table
            ? [DecodeLoad.OfWhole(index, selected: null)]
            : [.. plan.Ranges.Select(range =>
                DecodeLoad.Of(index.Samples, table, new FrameRange(range.Start, range.End!.Value)))];
}
