using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using VideoPipeline.Analysis.Resizing;

namespace VideoPipeline.Analysis;

/// <summary>
/// Adds up pictures for their mean, 16 samples at a time; 257 pictures fit the 16-bit sums before these are emptied.
/// </summary>
internal sealed class MeanAccumulator(AnalysisSize size)
{
    private const int MostPending = ushort.MaxValue / byte.MaxValue;

    private readonly ushort[] _pending = new ushort[3 * size.Area];
    private readonly ulong[] _sums = new ulong[3 * size.Area];
    private int _pendingFrames;
    private long _frames;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<byte> bgr)
    {
        ref var samples = ref MemoryMarshal.GetReference(bgr);
        ref var sums = ref MemoryMarshal.GetArrayDataReference(_pending);
        // 256 pixels to a row: always a multiple of 16 samples.
        for (nuint at = 0; at < (nuint)bgr.Length; at += (nuint)Vector128<byte>.Count)
        {
            var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref samples, at));
            (Vector256.LoadUnsafe(ref sums, at) + Vector256.Create(low, high)).StoreUnsafe(ref sums, at);
        }

        _frames++;
        if (++_pendingFrames == MostPending) Empty();
    }

    public MeanImage ToMean()
    {
        Empty();
        return new(_frames, _frames == 0 ? [] : [.. _sums]);
    }

    private void Empty()
    {
        for (var i = 0; i < _sums.Length; i++) _sums[i] += _pending[i];
        Array.Clear(_pending);
        _pendingFrames = 0;
    }
}
