using VideoPipeline.Errors;

namespace VideoPipeline.Containers.Mp4;

/// <summary>
/// A box is malformed. Thrown by the parsers, which do not know the file's name; the indexer wraps it in a
/// <see cref="CorruptVideoException"/> with the name.
/// </summary>
internal sealed class MalformedBoxException(string box, long offset, string problem)
    : Exception($"box '{box}' at byte {offset}: {problem}");
