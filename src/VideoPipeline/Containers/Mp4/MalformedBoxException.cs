using VideoPipeline.Errors;

namespace VideoPipeline.Containers.Mp4;

/// <summary>
/// A box says something that its bytes do not bear out. Thrown by the pure parsers, which do not know the file's name; the
/// indexer turns it into a <see cref="CorruptVideoException"/> that does.
/// </summary>
internal sealed class MalformedBoxException(string box, long offset, string what)
    : Exception($"box '{box}' at byte {offset}: {what}");
