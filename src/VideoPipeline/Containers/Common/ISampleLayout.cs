using VideoPipeline.Video;

namespace VideoPipeline.Containers.Common;

/// <summary>Where the samples of a container lie, and how they come out of the bytes there.</summary>
internal interface ISampleLayout
{
    /// <summary>The position of a sample's first byte.</summary>
    long Start(int row);

    /// <summary>The position after its last.</summary>
    long End(int row);

    /// <summary>The sample as a slice holds it; valid until the next call.</summary>
    /// <param name="bytes">All from its start to its end.</param>
    ReadOnlyMemory<byte> Sample(ReadOnlyMemory<byte> bytes);
}

/// <summary>Samples that lie in one piece, as they are.</summary>
internal sealed class ContiguousSamples(SampleTable samples) : ISampleLayout
{
    public long Start(int row) => samples.Offset[row];

    public long End(int row) => samples.Offset[row] + samples.Size[row];

    public ReadOnlyMemory<byte> Sample(ReadOnlyMemory<byte> bytes) => bytes;
}
