using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace VideoPipeline.Analysis.Resizing;

/// <summary>
/// Exact integer division of eight sums by the same area. <c>(n + ½)·(1/area)</c> in double precision has the integer
/// part of n/area: it is at least 1/(2·area) away from any integer, far more than the two roundings can move it (n is
/// below 2³¹ and the quotient below 256).
/// </summary>
internal readonly struct VectorDivision(long area)
{
    private readonly Vector256<double> _reciprocal = Vector256.Create(1.0 / area);

    // Half the area makes the quotient rounded, half way up.
    private readonly Vector256<double> _offset = Vector256.Create((area / 2) + 0.5);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreRounded(Vector128<int> low, Vector128<int> high, ref byte target)
    {
        var a = Avx.ConvertToVector128Int32WithTruncation((Avx.ConvertToVector256Double(low) + _offset) * _reciprocal);
        var b = Avx.ConvertToVector128Int32WithTruncation((Avx.ConvertToVector256Double(high) + _offset) * _reciprocal);
        var bytes = Sse2.PackUnsignedSaturate(Sse2.PackSignedSaturate(a, b), Vector128<short>.Zero);
        Unsafe.WriteUnaligned(ref target, bytes.AsUInt64().ToScalar());
    }
}
