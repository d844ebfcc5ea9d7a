using System.Security.Cryptography;
using System.Text;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Videos;

/// <summary>
/// Distinct names for the videos of a command, for folders and files. A name is the first of these that is distinct among the
/// videos without a name: <c>film</c>, <c>film.mp4</c>, <c>PARENT-film</c>, and <c>PARENT-film-HASH</c>, with eight digits of the
/// SHA-256 of the address. It does not depend on the order of the videos. Names that differ only in case count as the same.
/// </summary>
internal static class VideoNames
{
    private const int MaxFileBytes = 150, MaxParentBytes = 60;
    private const string Default = "video";

    /// <summary>Names the videos, in their order.</summary>
    /// <param name="videos">The addresses, each once.</param>
    /// <param name="ownerOf">Returns the address of the video that a name already belongs to, as shown; null for none. A video
    /// keeps its name, and no other gets it.</param>
    public static IReadOnlyList<string> Assign(IReadOnlyList<SourceAddress> videos, Func<string, string?> ownerOf)
    {
        var candidates = videos.Select(Candidates).ToArray();
        var names = new string?[videos.Count];
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (index, video) in videos.Index())
            names[index] = candidates[index].FirstOrDefault(name => ownerOf(name) == video.ToString() && taken.Add(name));
        for (var level = 0; level < candidates.FirstOrDefault()?.Length; level++)
        {
            var unnamed = candidates.Index().Where(video => names[video.Index] is null).ToList();
            var counts = unnamed.CountBy(video => video.Item[level], StringComparer.OrdinalIgnoreCase)
                .ToDictionary(StringComparer.OrdinalIgnoreCase);
            foreach (var (index, video) in unnamed)
            {
                var isLast = level == video.Length - 1;
                if ((isLast || (counts[video[level]] == 1 && ownerOf(video[level]) is null)) && taken.Add(video[level]))
                    names[index] = video[level];
            }
        }
        return names!;
    }

    private static string[] Candidates(SourceAddress video)
    {
        var (parent, file) = Split(video);
        var stem = Path.GetFileNameWithoutExtension(file) is { Length: > 0 } name ? name : Default;
        var qualified = parent.Length == 0 ? stem : $"{parent}-{stem}";
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(video.Reveal())))[..8];
        return [stem, file.Length == 0 ? Default : file, qualified, $"{qualified}-{hash}"];
    }

    // The last two names of the path; the parent of the first one of a web server or a bucket is the host or bucket.
    private static (string Parent, string File) Split(SourceAddress video)
    {
        var file = video.FileName;
        var shown = video.ToString();
        var before = shown[..Math.Max(0, shown.LastIndexOf(file, StringComparison.Ordinal))].TrimEnd('/');
        return (Usable(before[(before.LastIndexOf('/') + 1)..], MaxParentBytes), Usable(file, MaxFileBytes));
    }

    // A name that a file can have and that does not begin with a dot; an extension at its end is kept.
    private static string Usable(string name, int maxBytes)
    {
        var cleaned = string.Concat(name.Select(c => char.IsControl(c) || c is '/' or '\\' or ':' ? '-' : c)).TrimStart('.');
        if (Encoding.UTF8.GetByteCount(cleaned) <= maxBytes) return cleaned;
        var extension = Path.GetExtension(cleaned);
        if (extension.Length > 10) extension = "";
        var kept = new StringBuilder();
        var bytes = Encoding.UTF8.GetByteCount(extension);
        foreach (var rune in cleaned.EnumerateRunes())
        {
            if ((bytes += rune.Utf8SequenceLength) > maxBytes) break;
            kept.Append(rune);
        }
        return kept.Append(extension).ToString();
    }
}
