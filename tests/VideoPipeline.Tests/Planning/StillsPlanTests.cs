using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.Executions;
using VideoPipeline.Planning;
using VideoPipeline.Video;
using Xunit;
using static VideoPipeline.Tests.Planning.Timelines;

namespace VideoPipeline.Tests.Planning;

public sealed class StillsPlanTests
{
    private const int PayloadLimit = 256 * 1024, MaxCauseLength = 32_768;

    [Fact]
    public void Create_AnyFrames_GroupsContainAllInOrderWithinTheLimit() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Cases(), sample =>
        {
            var (index, plan, frames) = sample;
            var groups = StillsPlan.Create(index, plan, frames).Groups;
            return groups.SelectMany(group => group.Frames.Numbers).SequenceEqual(frames.Numbers)
                && groups.All(group => group.Frames.Count is > 0 and <= StillsPlan.MaxGroupFrames)
                && groups.Select((group, i) => group.Index == i).All(same => same);
        }));

    [Fact]
    public void Create_UnsplittableVideoWithFewFrames_CreatesOneGroup()
    {
        var index = Index([new Gop(10_000, 0, false)]);
        Assert.Single(StillsPlan.Create(index, PlanOf("it cannot be split"), Every(10, 1000)).Groups);
    }

    [Theory]
    [InlineData(10_000, null)]
    [InlineData(35_000, "it cannot be split")]
    public void Create_ManyFramesOfOneGop_EachItemFitsThePayload(int count, string? unsplittable)
    {
        var index = Index([new Gop(2 * count, 0, false)]);
        var stills = StillsPlan.Create(index, PlanOf(unsplittable), Every(2, count));
        Assert.Equal(count, stills.Groups.Sum(group => group.Frames.Count));
        Assert.All(stills.Groups, group => Assert.InRange(ItemBytes(group), 1, PayloadLimit));
    }

    [Fact]
    public void ItemBytes_LargestGroupOfLargestFrameNumbers_FitsThePayload()
    {
        var first = int.MaxValue - (2L * StillsPlan.MaxGroupFrames);
        var frames = Enumerable.Range(0, StillsPlan.MaxGroupFrames).Select(i => first + (2L * i));
        Assert.InRange(ItemBytes(new StillGroup(int.MaxValue, FrameSet.Of(frames))), 1, PayloadLimit);
    }

    /// <summary>
    /// The length of the largest payload with this group: the input of RecordGroupFailure, which has the longest error of Step
    /// Functions besides the members of the ItemSelector of AnalyzeStills.
    /// </summary>
    private static int ItemBytes(StillGroup group) => Encoding.UTF8.GetByteCount(JsonSerializer.Serialize(new
    {
        run = new string('r', 80),
        input = new string('i', ExecutionInput.MaxBytes),
        group = new { index = group.Index, frames = group.Frames.Numbers },
        plan = new { unsplittableReason = new string('u', 1000), stills = new[] { new { key = new string('k', 1000) } } },
        failure = new { Error = "Lambda.Unknown", Cause = new string('c', MaxCauseLength) },
    }));

    private static Arbitrary<(VideoIndex Index, Plan Plan, FrameSet Frames)> Cases() =>
        (from gops in Gops.Generator
         from reason in Gen.Elements<string?>(null, "it cannot be split")
         from step in Gen.Choose(1, 5)
         let index = Index(gops)
         select (index, PlanOf(reason), Every(step, (index.Frames!.Count + step - 1) / step))).ToArbitrary();

    private static FrameSet Every(int step, int count) =>
        FrameSet.Of(Enumerable.Range(0, count).Select(i => (long)i * step));

    private static Plan PlanOf(string? unsplittable) =>
        new() { Ranges = [], Workers = 4, PreviewStride = 1, UnsplittableReason = unsplittable };
}
