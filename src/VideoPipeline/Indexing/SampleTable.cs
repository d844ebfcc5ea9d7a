namespace VideoPipeline.Indexing;

/// <summary>
/// The coded samples (access units) of a video track in decode order, as columns of equal length, from the one that a sequential
/// decode begins with (an edit list may leave out what comes before). Times are in the track's time base, before any edit list.
/// </summary>
public sealed class SampleTable
{
    /// <summary>Position of each sample's first byte in the file; in a transport stream, of its first packet.</summary>
    public required long[] Offset { get; init; }

    /// <summary>Bytes of each sample, as a slice holds it.</summary>
    public required int[] Size { get; init; }

    /// <summary>Decode time stamps, or <see cref="NoTime"/>.</summary>
    public required long[] Dts { get; init; }

    /// <summary>Composition (presentation) time stamps, or <see cref="NoTime"/>.</summary>
    public required long[] Pts { get; init; }

    /// <summary>Sync samples: those the container says decoding can begin at.</summary>
    public required bool[] IsKey { get; init; }

    /// <summary>Stands for a time stamp or place that the container does not give.</summary>
    public const long NoTime = long.MinValue;

    /// <summary>How many samples there are.</summary>
    public int Count => Size.Length;
}
