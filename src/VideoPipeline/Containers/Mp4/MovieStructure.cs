using System.Collections.Frozen;
using System.Text;

namespace VideoPipeline.Containers.Mp4;

/// <summary>
/// Checks whether the boxes of a movie header have the parents that ISO/IEC 14496-12 requires (table 1), and occur once. The
/// handling of misplaced boxes is specific to ffmpeg: it may use the first, the last, or assign them to the previous track
/// (libavformat/mov.c, <c>mov_read_default</c> and the functions it calls). ffprobe indexes files with such a header.
/// </summary>
internal static class MovieStructure
{
    private const int HandlerTypeOffset = 12;

    private static readonly FrozenDictionary<string, string> s_parents = new Dictionary<string, string>
    {
        ["mvhd"] = "moov", ["trak"] = "moov", ["mvex"] = "moov", ["trex"] = "mvex",
        ["tkhd"] = "trak", ["edts"] = "trak", ["mdia"] = "trak", ["elst"] = "edts",
        ["mdhd"] = "mdia", ["minf"] = "mdia", ["stbl"] = "minf", ["dinf"] = "minf", ["dref"] = "dinf",
        ["stsd"] = "stbl", ["stts"] = "stbl", ["ctts"] = "stbl", ["stss"] = "stbl", ["stps"] = "stbl", ["stsc"] = "stbl",
        ["stsz"] = "stbl", ["stz2"] = "stbl", ["stco"] = "stbl", ["co64"] = "stbl", ["sbgp"] = "stbl",
        ["moov"] = "", ["moof"] = "", ["traf"] = "", ["mdat"] = "", ["cmov"] = "", ["trun"] = "", ["tfhd"] = "", ["tfdt"] = "",
        ["sidx"] = "",
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> s_repeatable = new[] { "trak", "trex", "sbgp" }.ToFrozenSet();

    private static readonly FrozenSet<string> s_containers =
        new[] { "moov", "trak", "edts", "mdia", "minf", "dinf", "stbl", "mvex", "tref", "sinf", "schi" }.ToFrozenSet();

    // Box types that are two forms of the same table.
    private static readonly FrozenDictionary<string, string> s_canonicalTypes =
        new Dictionary<string, string> { ["stz2"] = "stsz", ["co64"] = "stco" }.ToFrozenDictionary();

    private static readonly FrozenSet<string> s_streamHandlers = new[] { "vide", "soun", "subp", "clcp", "m1a " }.ToFrozenSet();

    /// <summary>Whether all boxes in <paramref name="parent"/>, at any depth, have the required parents and occur once.</summary>
    public static bool IsConforming(Box parent)
    {
        var seen = new HashSet<string>();
        foreach (var box in parent.Children())
        {
            if (s_parents.TryGetValue(box.Type, out var requiredParent) && requiredParent != parent.Type) return false;
            if (box.Type == "trak" && !seen.Contains("mvhd")) return false;
            if (box.Type == "minf" && !seen.Contains("hdlr")) return false;
            if (box.Type == "hdlr" && parent.Type != "mdia"
                && s_streamHandlers.Contains(ReadType(box.Body, HandlerTypeOffset - 4))) return false;
            if (box.Type is "udta" or "meta"
                && (MayContainTables(box.Body) || (parent.Type == "trak" && ContainsImages(box.Body))))
                return false;
            var first = seen.Add(s_canonicalTypes.GetValueOrDefault(box.Type, box.Type));
            if (!first && (requiredParent is not null || box.Type == "hdlr") && !s_repeatable.Contains(box.Type)) return false;
            if (s_containers.Contains(box.Type) && !IsConforming(box)) return false;
        }
        return true;
    }

    /// <summary>Whether user data contain a cover image or image items, which ffmpeg reports as video streams.</summary>
    public static bool ContainsImages(ReadOnlySpan<byte> userData) =>
        userData.IndexOf("covr"u8) >= 0 || userData.IndexOf("iinf"u8) >= 0;

    // User data are not parsed, only searched for box types.
    private static bool MayContainTables(ReadOnlySpan<byte> body)
    {
        foreach (var type in s_parents.Keys)
            if (body.IndexOf(Encoding.Latin1.GetBytes(type)) >= 0) return true;
        for (var offset = 0; body[offset..].IndexOf("hdlr"u8) is >= 0 and var next; offset += next + 4)
            if (s_streamHandlers.Contains(ReadType(body, offset + next + HandlerTypeOffset))) return true;
        return false;
    }

    private static string ReadType(ReadOnlySpan<byte> bytes, int offset) =>
        bytes.Length >= offset + 4 ? Encoding.Latin1.GetString(bytes.Slice(offset, 4)) : "";
}
