using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace VideoPipeline.Analysis.Resizing;

/// <summary>
/// Exact integer division of eight sums by the same area. The integer part of <c>(n + ½)·(1/area)</c> in double precision is
/// that of n/area: the value is at least 1/(2·area) away from any integer, far more than the error of the two roundings (n is
/// below 2³¹ and the quotient below 256).
/// </summary>
internal readonly struct VectorDivision(long area)
{
    private readonly Vector256<double> _reciprocal = Vector256.Create(1.0 / area);

    // Half of the area, so that the quotient is rounded half up.
    private readonly Vector256<double> _offset = Vector256.Create((area / 2) + 0.5);

    /// <summary>Divides, rounds half up and stores eight bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreRounded(Vector128<int> low, Vector128<int> high, ref byte target)
    {
        var a = Avx.ConvertToVector128Int32WithTruncation((Avx.ConvertToVector256Double(low) + _offset) * _reciprocal);
        var b = Avx.ConvertToVector128Int32WithTruncation((Avx.ConvertToVector256Double(high) + _offset) * _reciprocal);
        var bytes = Sse2.PackUnsignedSaturate(Sse2.PackSignedSaturate(a, b), Vector128<short>.Zero);
        Unsafe.WriteUnaligned(ref target, bytes.AsUInt64().ToScalar());
    }
}
