using System.Text.Json.Serialization;
using VideoPipeline.Errors;


namespace VideoPipeline.Video;

/// <summary>What is known of a video before any of it is decoded.</summary>
public sealed record VideoIndex
{
    /// <summary>Which object was indexed.</summary>
    public required SourceIdentity Source { get; init; }

    /// <summary>The video stream, as a player would describe it.</summary>
    public required VideoProperties Video { get; init; }

    /// <summary>The samples, in decode order.</summary>
    [JsonIgnore] // lies in the store in blocks
    public SampleTable Samples { get; init; } = SampleTable.Empty;

    /// <summary>The frames, in presentation order; null where the index cannot prove them (see <see cref="UnsplittableReason"/>).</summary>
    [JsonIgnore]
    public FrameTable? Frames { get; init; }

    /// <summary>
    /// How many frames a table had that proved wrong and is not used (<see cref="WithoutFrameTable"/>); null where nothing is known of that.
    /// </summary>
    [JsonIgnore]
    public long? RejectedFrameCount { get; private init; }

    /// <summary>Why this video is decoded as a whole, by one worker; null where it may be cut.</summary>
    public string? UnsplittableReason { get; init; }

    /// <summary>What a person should know of the choice of the stream, without a full stop; null where nothing is unusual.</summary>
    public string? Remark { get; init; }

    /// <summary>
    /// Whether every reader must fetch the whole video, because its server gives no byte ranges: then one worker takes all.
    /// </summary>
    public bool RequiresFullDownload { get; init; }

    /// <summary>What remuxing some of the samples needs; null where the video cannot be split.</summary>
    public ContainerTrack? Track { get; init; }

    /// <summary>Whether ranges of the video can be decoded apart from the rest, as far as the index tells.</summary>
    [JsonIgnore]
    public bool IsSplittable => UnsplittableReason is null && Frames is not null && Track is not null;

    /// <summary>The index without its frame table: frames are numbered as they come.</summary>
    public VideoIndex WithoutFrameTable() => this with { Frames = null, RejectedFrameCount = Frames?.Count };

    /// <summary>Reads all rows of the tables that are not in memory.</summary>
    /// <exception cref="CorruptResultException">They are damaged in the store, or gone.</exception>
    public async ValueTask EnsureAllLoadedAsync(CancellationToken cancellation)
    {
        await Samples.EnsureLoadedAsync(new SampleRange(0, Samples.Count), cancellation);
        if (Frames is { } frames) await frames.EnsureLoadedAsync(new FrameRange(0, frames.Count), cancellation);
    }

    /// <summary>When key frames are shown, before any edit list: what tells them where there is no frame table.</summary>
    public IReadOnlySet<long> KeyFrameTimestamps() => Samples.Pts.Where((_, sample) => Samples.IsKey[sample]).ToHashSet();
}
