using System.Collections.Frozen;

namespace VideoPipeline.Containers.Mp4;

/// <summary>What a <c>trak</c> box says, its sample tables aside.</summary>
internal sealed record Track
{
    /// <summary>The stream's number among all tracks, as ffmpeg counts.</summary>
    public required int Stream { get; init; }

    public required uint Id { get; init; }

    /// <summary>The media handler: <c>vide</c>, <c>soun</c>, <c>text</c>…</summary>
    public required string Handler { get; init; }

    /// <summary>Ticks a second of the media's time stamps (<c>mdhd</c>).</summary>
    public required uint Timescale { get; init; }

    /// <summary>Ticks of the media that the track says it lasts (<c>mdhd</c>).</summary>
    public required long Duration { get; init; }

    /// <summary>The same in seconds; null where there is no unit of time.</summary>
    public double? Seconds => Timescale == 0 ? null : (double)Duration / Timescale;

    /// <summary>The display matrix, movie's and track's multiplied.</summary>
    public required int[] Matrix { get; init; }

    /// <summary>16.16 fixed point.</summary>
    public required uint Width { get; init; }

    /// <summary>16.16 fixed point.</summary>
    public required uint Height { get; init; }

    /// <summary>The edit list; empty where there is none.</summary>
    public required Edit[] Edits { get; init; }

    /// <summary>The identifiers of the tracks that name its chapters, or show a picture of each.</summary>
    public required uint[] Chapters { get; init; }

    /// <summary>The whole <c>stsd</c> box.</summary>
    public required byte[] SampleDescription { get; init; }

    /// <summary>Position of the <c>stbl</c> box's body in the file, and its bytes.</summary>
    public required (long Offset, byte[] Body) SampleTableBox { get; init; }

    /// <summary>Whether its samples may lie in another file.</summary>
    public required bool IsElsewhere { get; init; }

    /// <summary>Whether the track's handler says that it is video.</summary>
    public bool IsVideo => Handler == "vide";

    /// <summary>
    /// Whether ffmpeg may take it for video all the same: what no handler decides, the format of its samples does
    /// (libavformat/mov.c, <c>mov_codec_id</c>).
    /// </summary>
    public bool MayBeVideo => !IsVideo && Handler != "soun" && !s_noVideo.Contains(Mp4.SampleDescription.Format(SampleDescription));

    /// <summary>Whether its time table is empty, or there is none.</summary>
    public bool HasNoTimes
    {
        get
        {
            foreach (var box in new Box("stbl", SampleTableBox.Offset, SampleTableBox.Body).Children())
                if (box.Type == "stts") return box.Body.Length < 8 || !box.Body[4..8].ContainsAnyExcept((byte)0);
            return true;
        }
    }

    private static readonly FrozenSet<string> s_noVideo = new[]
    {
        "", "text", "tx3g", "sbtl", "c608", "c708", "stpp", "wvtt", "mp4s", "tmcd", "gpmd", "mebx", "mett", "metx", "urim", "camm",
        "fdsc", "djmd", "dbgi", "rtp ", "srtp", "rrtp", "hint", "sdp ", "mp4a", "priv", "rtmd", "CTMD",
    }.ToFrozenSet();
}

/// <summary>An entry of an edit list (14496-12, 8.6.6).</summary>
/// <param name="Duration">Ticks of the movie.</param>
/// <param name="MediaTime">First tick of the media that is shown; -1 where nothing is.</param>
/// <param name="Rate">16.16 fixed point.</param>
internal readonly record struct Edit(long Duration, long MediaTime, int Rate)
{
    public const int NormalRate = 1 << 16;
}

/// <summary>Defaults for the samples of a track in fragments (14496-12, 8.8.3).</summary>
internal readonly record struct TrackDefaults(uint Track, uint Description, uint Duration, uint Size, uint Flags);

/// <summary>What a <c>moov</c> box says.</summary>
/// <param name="Timescale">Ticks a second of edit durations (<c>mvhd</c>).</param>
/// <param name="Tracks">In file order.</param>
/// <param name="Defaults">Of the tracks that may have fragments; empty where the file has none.</param>
internal sealed record Movie(uint Timescale, IReadOnlyList<Track> Tracks, IReadOnlyList<TrackDefaults> Defaults);
