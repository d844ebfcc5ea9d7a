namespace VideoPipeline.Containers.Matroska;

/// <summary>
/// The elements of a file are not as they should be, or such as ffmpeg treats in ways of its own (it searches for the next cluster,
/// takes a second header…). The indexer then leaves the file to another way of indexing.
/// </summary>
internal sealed class MalformedElementException(uint id, long offset, string what)
    : Exception($"element 0x{id:X} at byte {offset}: {what}");
