namespace VideoPipeline.Layers.Packages;

/// <summary>A file, folder or symbolic link in a package.</summary>
/// <param name="Path">The path in the zip file, separated by <c>/</c>; the path of a folder ends with <c>/</c>.</param>
/// <param name="Mode">The file type and permissions as in <c>st_mode</c>; 0 if the zip file does not contain them.</param>
/// <param name="Content">The content of a file, or the target of a link.</param>
public sealed record PackageEntry(string Path, int Mode, byte[] Content)
{
    private const int TypeMask = 0xf000, LinkType = 0xa000;

    /// <summary>Whether it is a symbolic link.</summary>
    public bool IsLink => (Mode & TypeMask) == LinkType;

    /// <summary>Whether it is a folder.</summary>
    public bool IsFolder => Path.EndsWith('/');

    /// <summary>The type of a special file (inode(7)); null for a file, folder or link.</summary>
    public string? SpecialFileType => (Mode & TypeMask) switch
    {
        0 or 0x4000 or 0x8000 or LinkType => null,
        0x1000 => "FIFO",
        0x2000 => "character device",
        0x6000 => "block device",
        0xc000 => "socket",
        _ => "file of an unknown type",
    };

    /// <summary>Whether its path is relative and within the folder that the package is unpacked into.</summary>
    public bool IsInside =>
        Path.Length > 0 && !Path.StartsWith('/') && !Path.Contains('\\') && !Path.Contains('\0')
        && !Path.TrimEnd('/').Split('/').Any(part => part is "" or "." or "..");
}
