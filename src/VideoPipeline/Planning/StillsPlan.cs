using System.Text.Json;
using System.Text.Json.Serialization;
using VideoPipeline.Video;

namespace VideoPipeline.Planning;

/// <summary><c>looks.json</c>: which frames are decoded a second time to be looked at, in groups; the state machine's map reads <c>groups</c>.</summary>
/// <param name="Groups">One for each worker call, in order.</param>
/// <param name="Workers">How many groups are looked at at the same time.</param>
/// <param name="Seconds">How long it took on the clock to find the shots and choose.</param>
public sealed record StillsPlan(IReadOnlyList<StillGroup> Groups, int Workers, double Seconds)
{
    /// <summary>Groups for each worker: more than one, so that none waits long for the last.</summary>
    private const int GroupsPerWorker = 2;

    /// <summary>Fewer frames are not worth a decoder of their own.</summary>
    private const int SmallestGroup = 8;

    /// <summary>A group travels through the state machine, whose payloads are 256 KiB at most.</summary>
    private const int LargestGroup = 4096;

    /// <summary>Groups of about equally many frames, each beginning where decoding can.</summary>
    /// <param name="index">The video's index.</param>
    /// <param name="plan">The plan of the run.</param>
    /// <param name="frames">The frames.</param>
    public static StillsPlan Make(VideoIndex index, Plan plan, FrameSet frames)
    {
        var workers = index.RequiresFullDownload ? 1 : plan.Workers;
        var size = (int)Math.Clamp((frames.Count + workers * GroupsPerWorker - 1) / (workers * GroupsPerWorker), SmallestGroup, LargestGroup);
        IReadOnlyList<FrameSet> groups =
            frames.Count == 0 ? []
            : plan.UnsplittableReason is not null || index.Frames is not { } table || index.RequiresFullDownload ? [frames]
            : [.. FrameShare.EverySoMany(index.Samples, table, frames, size).Select(share => share.Frames)];
        return new StillsPlan([.. groups.Select((group, i) => new StillGroup(i, group))], workers, 0);
    }

    /// <summary>What holds for all groups: as for the ranges, but for the threads, which are shared by other workers.</summary>
    /// <param name="plan">What holds for the ranges.</param>
    /// <param name="sharedProcessors">Processors that the workers share; null where each has a machine of its own.</param>
    public PlanTerms Terms(PlanTerms plan, int? sharedProcessors) => new()
    {
        UnsplittableReason = plan.UnsplittableReason,
        ThumbnailStride = plan.ThumbnailStride,
        Stills = plan.Stills,
        ThreadsPerWorker = sharedProcessors is { } all ? Math.Max(1, all / Math.Clamp(Groups.Count, 1, Workers)) : null,
    };

    /// <summary>The file's bytes.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, StillsPlanJson.Default.StillsPlan);

    /// <summary>Reads the file again.</summary>
    public static StillsPlan Parse(ReadOnlySpan<byte> bytes) => JsonSerializer.Deserialize(bytes, StillsPlanJson.Default.StillsPlan)!;
}

/// <summary>Frames that one worker looks at.</summary>
/// <param name="Index">Its place among the groups, from 0.</param>
/// <param name="Frames">The frames.</param>
public sealed record StillGroup(int Index, FrameSet Frames)
{
    /// <summary>From the first frame to the last.</summary>
    [JsonIgnore]
    public PlannedRange Range => new(Index, Frames.Bounds.Start, Frames.Bounds.End);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StillsPlan))]
internal sealed partial class StillsPlanJson : JsonSerializerContext;
