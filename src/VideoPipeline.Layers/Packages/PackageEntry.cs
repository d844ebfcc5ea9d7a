namespace VideoPipeline.Layers.Packages;

/// <summary>A file, folder or link of a package.</summary>
/// <param name="Path">Its path as the package states it, with <c>/</c> between; a folder's ends with one.</param>
/// <param name="Mode">Type and permissions as in <c>st_mode</c>; 0 where the package states none.</param>
/// <param name="Content">A file's bytes, a link's target.</param>
public sealed record PackageEntry(string Path, int Mode, byte[] Content)
{
    private const int TypeMask = 0xf000, LinkType = 0xa000;

    /// <summary>Whether it is a symbolic link.</summary>
    public bool IsLink => (Mode & TypeMask) == LinkType;

    /// <summary>Whether it is a folder.</summary>
    public bool IsFolder => Path.EndsWith('/');

    /// <summary>What it is if neither file, folder nor link (inode(7)); null otherwise.</summary>
    public string? Special => (Mode & TypeMask) switch
    {
        0 or 0x4000 or 0x8000 or LinkType => null,
        0x1000 => "FIFO",
        0x2000 => "character device",
        0x6000 => "block device",
        0xc000 => "socket",
        _ => "file of no known type",
    };

    /// <summary>Whether its path stays below the folder that the package is unpacked into.</summary>
    public bool IsInside =>
        Path.Length > 0 && !Path.StartsWith('/') && !Path.Contains('\\') && !Path.Contains('\0')
        && !Path.TrimEnd('/').Split('/').Any(part => part is "" or "." or "..");
}
