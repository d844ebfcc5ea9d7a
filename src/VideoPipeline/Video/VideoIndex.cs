using System.Text.Json.Serialization;
using VideoPipeline.Errors;

namespace VideoPipeline.Video;

/// <summary>The index of a video: its properties, samples and frames, determined without decoding it.</summary>
public sealed record VideoIndex
{
    /// <summary>The object that was indexed.</summary>
    public required SourceIdentity Source { get; init; }

    /// <summary>
    /// Identifies the content of the video stream: 32 hexadecimal digits, equal for copies at any address. Null if the index was
    /// not read from a video.
    /// </summary>
    public string? Content { get; init; }

    /// <summary>The properties of the video stream.</summary>
    public required VideoProperties Video { get; init; }

    /// <summary>The samples in decode order.</summary>
    [JsonIgnore] // stored in blocks in index.tables
    public SampleTable Samples { get; init; } = SampleTable.Empty;

    /// <summary>
    /// The frames in presentation order; null if the index cannot prove them (see <see cref="UnsplittableReason"/>).
    /// </summary>
    [JsonIgnore]
    public FrameTable? Frames { get; init; }

    /// <summary>
    /// The number of frames in a table that was found to be wrong and removed (<see cref="WithoutFrameTable"/>); null if no
    /// table was removed.
    /// </summary>
    [JsonIgnore]
    public long? RejectedFrameCount { get; private init; }

    /// <summary>
    /// The number of samples that are in the file, but in no known track. They are not in <see cref="Samples"/>, and are reported
    /// as missing frames.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long UnassignedSamples { get; init; }

    /// <summary>Why one worker must decode the whole video; null if it can be split.</summary>
    public string? UnsplittableReason { get; init; }

    /// <summary>A remark for the user about the selected stream, without a final period; null if there is none.</summary>
    public string? Remark { get; init; }

    /// <summary>
    /// Whether every reader must download the whole video because its server does not support byte ranges. One worker then
    /// decodes all of it.
    /// </summary>
    public bool RequiresFullDownload { get; init; }

    /// <summary>The track properties that remuxing requires; null if the video cannot be split.</summary>
    public ContainerTrack? Track { get; init; }

    /// <summary>Whether the index allows decoding ranges of the video independently.</summary>
    [JsonIgnore]
    public bool IsSplittable => UnsplittableReason is null && Frames is not null && Track is not null;

    /// <summary>The index without its frame table. Frames are then numbered in the order in which they are decoded.</summary>
    public VideoIndex WithoutFrameTable() => this with { Frames = null, RejectedFrameCount = Frames?.Count };

    /// <summary>Reads all rows of both tables that are not in memory.</summary>
    /// <exception cref="CorruptResultException">The rows are damaged in the store, or missing.</exception>
    public async ValueTask EnsureAllLoadedAsync(CancellationToken cancellation)
    {
        await Samples.EnsureLoadedAsync(new SampleRange(0, Samples.Count), cancellation);
        if (Frames is { } frames) await frames.EnsureLoadedAsync(new FrameRange(0, frames.Count), cancellation);
    }

    /// <summary>
    /// The presentation time stamps of the key frames, before any edit list. They identify key frames if there is no frame table.
    /// </summary>
    public IReadOnlySet<long> KeyFrameTimestamps() => Samples.Pts.Where((_, sample) => Samples.IsKey[sample]).ToHashSet();
}
