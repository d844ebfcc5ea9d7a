namespace VideoPipeline.Layers.Packages;

/// <summary>A zip file that Lambda would not take, or a folder that cannot be packed; the message names it and says why.</summary>
public sealed class UnreadablePackageException(string message, Exception? inner = null) : Exception(message, inner);
