using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Decoding.Selected;

/// <summary>Reads the first bytes of samples, for the headers of many samples without their picture data.</summary>
internal static class SampleHeads
{
    /// <summary>Enough for the headers before the picture data of nearly all samples.</summary>
    public const int MaxBytes = 4096;

    /// <summary>Reads the head of one sample. The format must store samples contiguously.</summary>
    /// <returns>At most <see cref="MaxBytes"/>.</returns>
    public static async ValueTask<byte[]> ReadAsync(
        IVideoSource source, VideoIndex index, int row, CancellationToken cancellation)
    {
        var head = GC.AllocateUninitializedArray<byte>(Math.Min(MaxBytes, index.Samples.Size[row]));
        await source.ReadExactlyAsync(index.Samples.Offset[row], head, cancellation);
        return head;
    }
}
