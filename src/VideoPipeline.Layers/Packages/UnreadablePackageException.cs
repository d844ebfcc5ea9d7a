namespace VideoPipeline.Layers.Packages;

/// <summary>A zip file that cannot be read or unpacked, or a folder that cannot be packed. The message names the file and the
/// problem.</summary>
public sealed class UnreadablePackageException(string message, Exception? inner = null) : Exception(message, inner);
