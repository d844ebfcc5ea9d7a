using System.Text.Json;
using System.Text.Json.Serialization;
using VideoPipeline.Video;

namespace VideoPipeline.Planning;

/// <summary>
/// The plan for the still analyzers (<c>stills.json</c>): the frames that are decoded a second time, at full size, in groups. The
/// Map state reads its <c>groups</c>.
/// </summary>
/// <param name="Groups">The groups in order, one per worker invocation.</param>
/// <param name="Workers">The number of groups that are analyzed at the same time.</param>
/// <param name="Seconds">The elapsed time of detecting shots and choosing frames, in seconds.</param>
internal sealed record StillsPlan(IReadOnlyList<StillGroup> Groups, int Workers, double Seconds)
{
    /// <summary>
    /// The number of groups per worker. More than one, so that the last group does not leave other workers idle for long.
    /// </summary>
    private const int GroupsPerWorker = 2;

    /// <summary>The minimum number of frames for which a separate decoder pays off.</summary>
    private const int MinGroupFrames = 8;

    /// <summary>
    /// The maximum number of frames. A group is part of the input of a child execution, which Step Functions limits to 256 KiB:
    /// 44 KiB of it are for the numbers of these frames, of up to 10 digits; half is for the input of the execution
    /// (<see cref="Executions.ExecutionInput.MaxBytes"/>).
    /// </summary>
    internal const int MaxGroupFrames = 4096;

    /// <summary>
    /// Creates groups of about the same number of frames. Each group starts at a random access point, unless that would make it
    /// too large. A video that cannot be split has as few groups as possible: the worker of each decodes it from the start.
    /// </summary>
    /// <param name="index">The video's index.</param>
    /// <param name="plan">The plan of the run.</param>
    /// <param name="frames">The frames to analyze.</param>
    public static StillsPlan Create(VideoIndex index, Plan plan, FrameSet frames)
    {
        var workers = index.RequiresFullDownload ? 1 : plan.Workers;
        var groupCount = workers * GroupsPerWorker;
        var size = (int)Math.Clamp((frames.Count + groupCount - 1) / groupCount, MinGroupFrames, MaxGroupFrames);
        IReadOnlyList<FrameSet> groups =
            frames.Count == 0 ? []
            : plan.UnsplittableReason is not null || index.Frames is not { } table || index.RequiresFullDownload ? [frames]
            : [.. FrameShare.OfSize(index.Samples, table, frames, size).Select(share => share.Frames)];
        var limited = groups.SelectMany(group => group.Numbers.Chunk(MaxGroupFrames)).Select(FrameSet.Of);
        return new StillsPlan([.. limited.Select((group, i) => new StillGroup(i, group))], workers, 0);
    }

    /// <summary>The settings that apply to all groups: those of the ranges, except for the number of decoder threads.</summary>
    /// <param name="plan">The settings of the ranges.</param>
    /// <param name="sharedProcessors">
    /// The number of processors that the workers share; null if each worker has its own machine.
    /// </param>
    public PlanSettings GetSettings(PlanSettings plan, int? sharedProcessors) => new()
    {
        UnsplittableReason = plan.UnsplittableReason,
        PreviewStride = plan.PreviewStride,
        Stills = plan.Stills,
        ThreadsPerWorker = sharedProcessors is { } all ? Math.Max(1, all / Math.Clamp(Groups.Count, 1, Workers)) : null,
    };

    /// <summary>Serializes the plan.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, StillsPlanJson.Default.StillsPlan);

    /// <summary>Deserializes a plan.</summary>
    public static StillsPlan Parse(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, StillsPlanJson.Default.StillsPlan)!;
}

/// <summary>A group of frames that one worker analyzes.</summary>
/// <param name="Index">The zero-based position of the group in the plan.</param>
/// <param name="Frames">The frames of the group.</param>
public sealed record StillGroup(int Index, FrameSet Frames)
{
    /// <summary>The range from the first frame of the group to the last.</summary>
    [JsonIgnore]
    public PlannedRange Range => new(Index, Frames.Bounds.Start, Frames.Bounds.End);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StillsPlan))]
internal sealed partial class StillsPlanJson : JsonSerializerContext;
