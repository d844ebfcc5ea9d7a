using VideoPipeline.Video;

namespace VideoPipeline.Containers.Common;

/// <summary>The byte range of each sample in a container, and how to extract the sample from it.</summary>
internal interface ISampleLayout
{
    /// <summary>The position of a sample's first byte.</summary>
    long GetStart(int row);

    /// <summary>The position after the sample's last byte.</summary>
    long GetEnd(int row);

    /// <summary>Extracts the sample as it is written to a remuxed stream. Valid until the next call.</summary>
    /// <param name="bytes">The bytes from the sample's start to its end.</param>
    ReadOnlyMemory<byte> ExtractSample(ReadOnlyMemory<byte> bytes);
}

/// <summary>Samples that are stored contiguously and unmodified.</summary>
internal sealed class ContiguousSamples(SampleTable samples) : ISampleLayout
{
    public long GetStart(int row) => samples.Offset[row];

    public long GetEnd(int row) => samples.Offset[row] + samples.Size[row];

    public ReadOnlyMemory<byte> ExtractSample(ReadOnlyMemory<byte> bytes) => bytes;
}
