namespace VideoPipeline.Containers.Matroska;

/// <summary>
/// An EBML element is malformed or misplaced. How ffmpeg recovers is specific to its implementation (it searches for the next
/// cluster, uses a second header…), so the indexer returns null and ffprobe indexes the file.
/// </summary>
internal sealed class MalformedElementException(uint id, long offset, string problem)
    : Exception($"element 0x{id:X} at byte {offset}: {problem}");
