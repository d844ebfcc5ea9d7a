using System.Buffers.Binary;
using System.Text;

namespace VideoPipeline.Containers.Mp4;

/// <summary>Parses a <c>moov</c> box (14496-12, 8.2 to 8.5, 8.8.1; QuickTime File Format, "Movie Atoms").</summary>
internal static class MovieParser
{
    private const int MaxSelfAliasLength = 142;

    /// <summary>
    /// Parses the movie. Returns null if ffmpeg's list of streams cannot be derived from it: the movie is compressed, a cover
    /// image precedes its tracks, or boxes are out of place.
    /// </summary>
    public static Movie? Parse(Box moov)
    {
        if (!MovieStructure.IsConforming(moov)) return null;
        uint timescale = 0;
        var matrix = DisplayMatrix.Identity;
        var tracks = new List<Track>();
        var defaults = new List<TrackDefaults>();
        foreach (var box in moov.Children())
        {
            switch (box.Type)
            {
                // A cover image before the video tracks would be the first video stream.
                case "udta" or "meta" when !tracks.Exists(track => track.IsVideo) && MovieStructure.ContainsImages(box.Body):
                    return null;
                case "mvhd": (timescale, matrix) = ParseMovieHeader(box); break;
                case "trak": tracks.Add(ParseTrack(box, tracks.Count, matrix)); break;
                case "mvex":
                    foreach (var child in box.Children())
                        if (child.Type == "trex") defaults.Add(ParseDefaults(child));
                    break;
            }
        }
        return new Movie(timescale, tracks, defaults);
    }

    private static (uint Timescale, int[] Matrix) ParseMovieHeader(Box mvhd)
    {
        var fields = mvhd.Read();
        var (version, _) = fields.FullBox();
        fields.Bytes(version == 1 ? 16 : 8);
        var timescale = fields.U32();
        fields.Bytes((version == 1 ? 8 : 4) + 16);
        return (timescale, DisplayMatrix.Read(ref fields));
    }

    private static TrackDefaults ParseDefaults(Box trex)
    {
        var fields = trex.Read();
        fields.FullBox();
        return new TrackDefaults(fields.U32(), fields.U32(), fields.U32(), fields.U32(), fields.U32());
    }

    private static Track ParseTrack(Box trak, int stream, int[] movieMatrix)
    {
        (uint Id, int[] Matrix, uint Width, uint Height) header = (0, DisplayMatrix.Identity, 0, 0);
        Edit[] edits = [];
        uint[] chapters = [];
        var media = new Media(0, 0, "", false, 0, []);
        foreach (var box in trak.Children())
        {
            switch (box.Type)
            {
                case "tkhd": header = ParseTrackHeader(box); break;
                case "mdia": media = ParseMedia(box); break;
                case "tref": chapters = ParseChapters(box); break;
                case "edts":
                    foreach (var child in box.Children())
                        if (child.Type == "elst") edits = ParseEdits(child);
                    break;
            }
        }
        return new Track
        {
            Stream = stream,
            Id = header.Id,
            Handler = media.Handler,
            Timescale = media.Timescale,
            Duration = media.Duration,
            Matrix = DisplayMatrix.Multiply(header.Matrix, movieMatrix),
            Width = header.Width,
            Height = header.Height,
            Edits = edits,
            Chapters = chapters,
            HasExternalData = media.HasExternalData,
            SampleTableBox = (media.Offset, media.Table),
            SampleDescription = FindSampleDescription(new Box("stbl", media.Offset, media.Table)),
        };
    }

    private static (uint Id, int[] Matrix, uint Width, uint Height) ParseTrackHeader(Box tkhd)
    {
        var fields = tkhd.Read();
        var (version, _) = fields.FullBox();
        fields.Bytes(version == 1 ? 16 : 8);
        var id = fields.U32();
        fields.Bytes(4 + (version == 1 ? 8 : 4) + 16);
        var matrix = DisplayMatrix.Read(ref fields);
        return (id, matrix, fields.U32(), fields.U32());
    }

    private static Media ParseMedia(Box mdia)
    {
        var media = new Media(0, 0, "", false, mdia.Offset, []);
        foreach (var box in mdia.Children())
        {
            var fields = box.Read();
            switch (box.Type)
            {
                case "mdhd":
                    var (version, _) = fields.FullBox();
                    if (version > 1) throw box.Malformed($"its version is {version}, but must be 0 or 1.");
                    fields.Bytes(version == 1 ? 16 : 8);
                    media = media with { Timescale = fields.U32(), Duration = fields.Versioned(version) };
                    break;
                case "hdlr":
                    fields.Bytes(8);
                    media = media with { Handler = Encoding.Latin1.GetString(fields.Bytes(4)) };
                    break;
                case "minf":
                    foreach (var child in box.Children())
                    {
                        if (child.Type == "stbl") media = media with { Offset = child.Offset, Table = child.Body.ToArray() };
                        if (child.Type == "dinf") media = media with { HasExternalData = HasExternalReference(child) };
                    }
                    break;
            }
        }
        return media;
    }

    // A QuickTime alias record. ffmpeg treats a short one as a reference to the file itself (libavformat/mov.c, mov_read_dref).
    private static bool HasExternalReference(Box dinf)
    {
        foreach (var references in dinf.Children())
        {
            if (references.Type != "dref") continue;
            foreach (var reference in references.Children(from: 8))
                if (reference.Type == "alis" && reference.Body.Length > MaxSelfAliasLength) return true;
        }
        return false;
    }

    private static Edit[] ParseEdits(Box elst)
    {
        var fields = elst.Read();
        var (version, _) = fields.FullBox();
        fields.U32();
        // ffmpeg reads as many edits as the box contains and ignores the entry count (libavformat/mov.c, mov_read_elst).
        var edits = new Edit[fields.Remaining / (version == 1 ? 20 : 12)];
        for (var i = 0; i < edits.Length; i++)
            edits[i] = new Edit(fields.Versioned(version), version == 1 ? fields.I64() : fields.I32(), fields.I32());
        return edits;
    }

    private static uint[] ParseChapters(Box tref)
    {
        var tracks = new List<uint>();
        foreach (var box in tref.Children())
        {
            if (box.Type != "chap") continue;
            for (var fields = box.Read(); fields.Remaining >= 4;) tracks.Add(fields.U32());
        }
        return [.. tracks];
    }

    private static byte[] FindSampleDescription(Box table)
    {
        foreach (var box in table.Children())
        {
            if (box.Type != "stsd") continue;
            var whole = new byte[BoxHeader.ShortLength + box.Body.Length];
            BinaryPrimitives.WriteInt32BigEndian(whole, whole.Length);
            "stsd"u8.CopyTo(whole.AsSpan(4));
            box.Body.CopyTo(whole.AsSpan(BoxHeader.ShortLength));
            return whole;
        }
        return [];
    }

    private readonly record struct Media(
        uint Timescale, long Duration, string Handler, bool HasExternalData, long Offset, byte[] Table);
}
