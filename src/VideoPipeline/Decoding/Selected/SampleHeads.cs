using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Decoding.Selected;

/// <summary>The first bytes of samples, to look at the headers of many without reading their pictures.</summary>
internal static class SampleHeads
{
    /// <summary>What precedes the picture data of nearly all samples.</summary>
    public const int Bytes = 4096;

    /// <summary>Reads one, of a format in which samples lie in one piece.</summary>
    /// <returns>At most <see cref="Bytes"/>.</returns>
    public static async ValueTask<byte[]> ReadAsync(IVideoSource source, VideoIndex index, int row, CancellationToken cancellation)
    {
        var head = GC.AllocateUninitializedArray<byte>(Math.Min(Bytes, index.Samples.Size[row]));
        await source.ReadExactlyAsync(index.Samples.Offset[row], head, cancellation);
        return head;
    }
}
