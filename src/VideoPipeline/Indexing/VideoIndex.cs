using System.Text.Json.Serialization;

using VideoPipeline.Planning;

namespace VideoPipeline.Indexing;

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

    /// <summary>The frames, in presentation order; null where the index cannot prove them (see <see cref="WholeBecause"/>).</summary>
    [JsonIgnore]
    public FrameTable? Frames { get; init; }

    /// <summary>
    /// How many frames a table had that proved wrong and is not used (<see cref="Doubting"/>); null where nothing is known of that.
    /// </summary>
    [JsonIgnore]
    public long? DoubtedFrames { get; private init; }

    /// <summary>Why this video is decoded as a whole, by one worker; null where it may be cut.</summary>
    public string? WholeBecause { get; init; }

    /// <summary>What a person should know of the choice of the stream, without a full stop; null where nothing is unusual.</summary>
    public string? Remark { get; init; }

    /// <summary>
    /// Whether every reader must fetch the whole video, because its server gives no byte ranges: then one worker takes all.
    /// </summary>
    public bool FetchedWhole { get; init; }

    /// <summary>What remuxing some of the samples needs; null where the video cannot be split.</summary>
    public ContainerTrack? Track { get; init; }

    /// <summary>Whether ranges of the video can be decoded apart from the rest, as far as the index tells.</summary>
    [JsonIgnore]
    public bool IsSplittable => WholeBecause is null && Frames is not null && Track is not null;

    /// <summary>The index without its frame table: frames are numbered as they come.</summary>
    public VideoIndex Doubting() => this with { Frames = null, DoubtedFrames = Frames?.Count };

    /// <summary>Reads all rows of the tables that are not in memory.</summary>
    /// <exception cref="CorruptResultException">They are damaged in the store, or gone.</exception>
    public async ValueTask RequireAllAsync(CancellationToken cancellation)
    {
        await Samples.RequireAsync(new SampleRange(0, Samples.Count), cancellation);
        if (Frames is { } frames) await frames.RequireAsync(new FrameRange(0, frames.Count), cancellation);
    }

    /// <summary>When key frames are shown, before any edit list: what tells them where there is no frame table.</summary>
    public IReadOnlySet<long> KeyTimes() => Samples.Pts.Where((_, sample) => Samples.IsKey[sample]).ToHashSet();
}

/// <summary>The object behind an address.</summary>
/// <param name="Uri">The address as given.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Version">Entity tag or modification time; null where the source gives none.</param>
/// <param name="Stream">The stream of it that was asked for, as ffmpeg counts; null for the first video stream.</param>
public sealed record SourceIdentity(string Uri, long Length, string? Version, int? Stream = null);

/// <summary>The properties of a video stream.</summary>
public sealed record VideoProperties
{
    /// <summary>ffmpeg's name of the container, the first where it has several (<c>mov</c>, <c>matroska</c>, <c>avi</c>…).</summary>
    public required string Container { get; init; }

    /// <summary>ffmpeg's name of the codec (<c>h264</c>, <c>hevc</c>, <c>vp9</c>, <c>av1</c>, <c>mpeg4</c>…).</summary>
    public required string Codec { get; init; }

    /// <summary>The stream's number among all streams of the file, as ffmpeg counts.</summary>
    public required int Stream { get; init; }

    /// <summary>Width in pixels of a decoded frame, before rotation.</summary>
    public required int Width { get; init; }

    /// <summary>Height in pixels of a decoded frame, before rotation.</summary>
    public required int Height { get; init; }

    /// <summary>Degrees clockwise that the picture is turned for display: 0, 90, 180 or 270.</summary>
    public required int Rotation { get; init; }

    /// <summary>The unit of the time stamps.</summary>
    public required TimeBase TimeBase { get; init; }
}
