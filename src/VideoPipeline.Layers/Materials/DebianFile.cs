namespace VideoPipeline.Layers.Materials;

/// <summary>A file of a source package of Debian.</summary>
/// <param name="Path">Its path in Debian's archive, relative to <c>pool/main</c>.</param>
/// <param name="Sha256">Its SHA-256, in hexadecimal.</param>
internal sealed record DebianFile(string Path, string Sha256);
