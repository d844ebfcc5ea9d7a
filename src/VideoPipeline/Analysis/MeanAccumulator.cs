using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using VideoPipeline.Analysis.Resizing;

namespace VideoPipeline.Analysis;

/// <summary>
/// Sums images for their mean, 16 samples at a time, in 16-bit sums. These hold 257 images and are then flushed to the 64-bit
/// sums.
/// </summary>
internal sealed class MeanAccumulator(AnalysisSize size)
{
    private const int MaxPending = ushort.MaxValue / byte.MaxValue;

    private readonly ushort[] _pending = new ushort[3 * size.Area];
    private readonly ulong[] _sums = new ulong[3 * size.Area];
    private int _pendingFrames;
    private long _frames;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<byte> bgr)
    {
        ref var samples = ref MemoryMarshal.GetReference(bgr);
        ref var sums = ref MemoryMarshal.GetArrayDataReference(_pending);
        // A row has 256 pixels, so the length is always a multiple of 16 samples.
        for (nuint offset = 0; offset < (nuint)bgr.Length; offset += (nuint)Vector128<byte>.Count)
        {
            var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref samples, offset));
            (Vector256.LoadUnsafe(ref sums, offset) + Vector256.Create(low, high)).StoreUnsafe(ref sums, offset);
        }

        _frames++;
        if (++_pendingFrames == MaxPending) Flush();
    }

    public MeanImage ToMean()
    {
        Flush();
        return MeanImage.Of(_frames, _sums);
    }

    private void Flush()
    {
        for (var i = 0; i < _sums.Length; i++) _sums[i] += _pending[i];
        Array.Clear(_pending);
        _pendingFrames = 0;
    }
}
