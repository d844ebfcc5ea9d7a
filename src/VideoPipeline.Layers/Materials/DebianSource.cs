namespace VideoPipeline.Layers.Materials;

/// <summary>A source package of Debian that a layer is compiled from.</summary>
/// <param name="Name">Its name in Debian.</param>
/// <param name="Version">Its version in Debian, without epoch: that of the patches, which hold the security fixes.</param>
/// <param name="Files">Upstream's release and Debian's patches.</param>
internal sealed record DebianSource(string Name, string Version, IReadOnlyList<DebianFile> Files)
{
    private const string PatchesSuffix = ".debian.tar.xz";

    /// <summary>Reads the sources in <c>layers/sources</c>; its head describes the format. Tools are left out.</summary>
    /// <exception cref="InvalidDataException">A line has another format, or a source has no patches.</exception>
    public static IReadOnlyList<DebianSource> Read(IEnumerable<string> lines) =>
    [
        .. from line in lines
           where line.Length > 0 && !line.StartsWith('#')
           let words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
           let file = words.Length == 4 ? (Role: words[1], File: new DebianFile(words[2], words[3])) : throw Invalid(line)
           where file.Role is "source" or "patches"
           group file by words[0] into source
           select Of([.. source.OrderByDescending(file => file.Role, StringComparer.Ordinal).Select(file => file.File)]),
    ];

    private static DebianSource Of(IReadOnlyList<DebianFile> files)
    {
        var patches = files.FirstOrDefault(file => file.Path.EndsWith(PatchesSuffix, StringComparison.Ordinal))
            ?? throw Invalid(files[0].Path);
        var name = Path.GetFileName(patches.Path)[..^PatchesSuffix.Length].Split('_');
        return name.Length == 2 ? new DebianSource(name[0], name[1], files) : throw Invalid(patches.Path);
    }

    private static InvalidDataException Invalid(string text) =>
        new($"layers/sources: {text} is not NAME ROLE FILE SHA-256 with patches beside a source.");
}
