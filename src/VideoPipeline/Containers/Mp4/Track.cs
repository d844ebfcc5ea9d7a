using System.Collections.Frozen;

namespace VideoPipeline.Containers.Mp4;

/// <summary>The content of a <c>trak</c> box; its sample tables are not parsed.</summary>
internal sealed record Track
{
    /// <summary>ffmpeg's stream index.</summary>
    public required int Stream { get; init; }

    public required uint Id { get; init; }

    /// <summary>The handler type: <c>vide</c>, <c>soun</c>, <c>text</c>…</summary>
    public required string Handler { get; init; }

    /// <summary>The media time scale, in ticks per second (<c>mdhd</c>).</summary>
    public required uint Timescale { get; init; }

    /// <summary>The declared duration, in ticks of the media time scale (<c>mdhd</c>).</summary>
    public required long Duration { get; init; }

    /// <summary>The declared duration in seconds; null if the time scale is 0.</summary>
    public double? Seconds => Timescale == 0 ? null : (double)Duration / Timescale;

    /// <summary>The display matrix: the product of the track's and the movie's matrix.</summary>
    public required int[] Matrix { get; init; }

    /// <summary>The track width, 16.16 fixed point.</summary>
    public required uint Width { get; init; }

    /// <summary>The track height, 16.16 fixed point.</summary>
    public required uint Height { get; init; }

    /// <summary>The entries of the edit list; empty if there is none.</summary>
    public required Edit[] Edits { get; init; }

    /// <summary>The IDs of the tracks that contain its chapter titles or images (<c>tref</c>, <c>chap</c>).</summary>
    public required uint[] Chapters { get; init; }

    /// <summary>The complete <c>stsd</c> box.</summary>
    public required byte[] SampleDescription { get; init; }

    /// <summary>The file position of the <c>stbl</c> box's body, and its bytes.</summary>
    public required (long Offset, byte[] Body) SampleTableBox { get; init; }

    /// <summary>Whether its samples may be in another file (<c>dref</c>).</summary>
    public required bool HasExternalData { get; init; }

    /// <summary>Whether the handler type is video.</summary>
    public bool IsVideo => Handler == "vide";

    /// <summary>
    /// Whether ffmpeg may treat the track as video although its handler type is not video: for unknown handler types, ffmpeg uses
    /// the sample entry type (libavformat/mov.c, <c>mov_codec_id</c>).
    /// </summary>
    public bool MayBeVideo =>
        !IsVideo && Handler != "soun" && !s_otherFormats.Contains(Mp4.SampleDescription.GetFormat(SampleDescription));

    /// <summary>Whether its time-to-sample table (<c>stts</c>) is empty or missing.</summary>
    public bool HasNoTimeTable
    {
        get
        {
            foreach (var box in new Box("stbl", SampleTableBox.Offset, SampleTableBox.Body).Children())
                if (box.Type == "stts") return box.Body.Length < 8 || !box.Body[4..8].ContainsAnyExcept((byte)0);
            return true;
        }
    }

    private static readonly FrozenSet<string> s_otherFormats = new[]
    {
        "", "text", "tx3g", "sbtl", "c608", "c708", "stpp", "wvtt", "mp4s", "tmcd", "gpmd", "mebx", "mett", "metx", "urim",
        "camm", "fdsc", "djmd", "dbgi", "rtp ", "srtp", "rrtp", "hint", "sdp ", "mp4a", "priv", "rtmd", "CTMD",
    }.ToFrozenSet();
}

/// <summary>An entry of an edit list (14496-12, 8.6.6).</summary>
/// <param name="Duration">The duration, in ticks of the movie time scale.</param>
/// <param name="MediaTime">The start of the segment, in ticks of the media time scale; -1 for an empty edit.</param>
/// <param name="Rate">The playback rate, 16.16 fixed point.</param>
internal readonly record struct Edit(long Duration, long MediaTime, int Rate)
{
    public const int NormalRate = 1 << 16;
}

/// <summary>The defaults for a track's samples in movie fragments: <c>trex</c> (14496-12, 8.8.3).</summary>
internal readonly record struct TrackDefaults(uint Track, uint Description, uint Duration, uint Size, uint Flags);

/// <summary>The content of a <c>moov</c> box.</summary>
/// <param name="Timescale">The movie time scale, in ticks per second (<c>mvhd</c>).</param>
/// <param name="Tracks">The tracks, in file order.</param>
/// <param name="Defaults">The defaults of the tracks that may have movie fragments; empty if the file is not fragmented.</param>
internal sealed record Movie(uint Timescale, IReadOnlyList<Track> Tracks, IReadOnlyList<TrackDefaults> Defaults);
