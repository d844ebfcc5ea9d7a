using System.Collections.Frozen;
using System.Text;

namespace VideoPipeline.Containers.Mp4;

/// <summary>
/// Whether the boxes of a movie header are where ISO/IEC 14496-12 puts them (table 1), each once. Of boxes elsewhere ffmpeg makes
/// something of its own: the last one counts or the first, or they belong to the track before (libavformat/mov.c,
/// <c>mov_read_default</c> and the functions it calls). Such a header is left to ffmpeg.
/// </summary>
internal static class MovieStructure
{
    private const int HandlerTypeAt = 12;

    private static readonly FrozenDictionary<string, string> s_parents = new Dictionary<string, string>
    {
        ["mvhd"] = "moov", ["trak"] = "moov", ["mvex"] = "moov", ["trex"] = "mvex",
        ["tkhd"] = "trak", ["edts"] = "trak", ["mdia"] = "trak", ["elst"] = "edts",
        ["mdhd"] = "mdia", ["minf"] = "mdia", ["stbl"] = "minf", ["dinf"] = "minf", ["dref"] = "dinf",
        ["stsd"] = "stbl", ["stts"] = "stbl", ["ctts"] = "stbl", ["stss"] = "stbl", ["stps"] = "stbl", ["stsc"] = "stbl",
        ["stsz"] = "stbl", ["stz2"] = "stbl", ["stco"] = "stbl", ["co64"] = "stbl", ["sbgp"] = "stbl",
        ["moov"] = "", ["moof"] = "", ["traf"] = "", ["mdat"] = "", ["cmov"] = "", ["trun"] = "", ["tfhd"] = "", ["tfdt"] = "", ["sidx"] = "",
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> s_repeated = new[] { "trak", "trex", "sbgp" }.ToFrozenSet();

    private static readonly FrozenSet<string> s_containers =
        new[] { "moov", "trak", "edts", "mdia", "minf", "dinf", "stbl", "mvex", "tref", "sinf", "schi" }.ToFrozenSet();

    // Two forms of the same table.
    private static readonly FrozenDictionary<string, string> s_same =
        new Dictionary<string, string> { ["stz2"] = "stsz", ["co64"] = "stco" }.ToFrozenDictionary();

    private static readonly FrozenSet<string> s_decidingHandlers = new[] { "vide", "soun", "subp", "clcp", "m1a " }.ToFrozenSet();

    /// <summary>Whether all boxes of <paramref name="parent"/> are where they belong.</summary>
    public static bool IsPlain(Box parent)
    {
        var seen = new HashSet<string>();
        foreach (var box in parent.Children())
        {
            if (s_parents.TryGetValue(box.Type, out var place) && place != parent.Type) return false;
            if (box.Type == "trak" && !seen.Contains("mvhd")) return false;
            if (box.Type == "minf" && !seen.Contains("hdlr")) return false;
            if (box.Type == "hdlr" && parent.Type != "mdia" && s_decidingHandlers.Contains(Text(box.Body, HandlerTypeAt - 4))) return false;
            if (box.Type is "udta" or "meta" && (HidesTables(box.Body) || (parent.Type == "trak" && HoldsImages(box.Body)))) return false;
            var first = seen.Add(s_same.GetValueOrDefault(box.Type, box.Type));
            if (!first && (place is not null || box.Type == "hdlr") && !s_repeated.Contains(box.Type)) return false;
            if (s_containers.Contains(box.Type) && !IsPlain(box)) return false;
        }
        return true;
    }

    /// <summary>Whether user data hold a cover or other images, which are video streams to ffmpeg.</summary>
    public static bool HoldsImages(ReadOnlySpan<byte> userData) => userData.IndexOf("covr"u8) >= 0 || userData.IndexOf("iinf"u8) >= 0;

    // User data are not walked: the name of a table in them is enough for doubt.
    private static bool HidesTables(ReadOnlySpan<byte> body)
    {
        foreach (var type in s_parents.Keys)
            if (body.IndexOf(Encoding.Latin1.GetBytes(type)) >= 0) return true;
        for (var at = 0; body[at..].IndexOf("hdlr"u8) is >= 0 and var next; at += next + 4)
            if (s_decidingHandlers.Contains(Text(body, at + next + HandlerTypeAt))) return true;
        return false;
    }

    private static string Text(ReadOnlySpan<byte> bytes, int at) =>
        bytes.Length >= at + 4 ? Encoding.Latin1.GetString(bytes.Slice(at, 4)) : "";
}
