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
        if (Avx512F.IsSupported)
        {
            var sums = Avx512F.ConvertToVector512Double(Vector256.Create(low, high));
            var quotients = Avx512F.ConvertToVector256Int32WithTruncation(
                (sums + Vector512.Create(_offset, _offset)) * Vector512.Create(_reciprocal, _reciprocal));
            Unsafe.WriteUnaligned(ref target, Narrow(quotients.GetLower(), quotients.GetUpper()));
            return;
        }

        var a = Avx.ConvertToVector128Int32WithTruncation((Avx.ConvertToVector256Double(low) + _offset) * _reciprocal);
        var b = Avx.ConvertToVector128Int32WithTruncation((Avx.ConvertToVector256Double(high) + _offset) * _reciprocal);
        Unsafe.WriteUnaligned(ref target, Narrow(a, b));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Narrow(Vector128<int> low, Vector128<int> high) =>
        Sse2.PackUnsignedSaturate(Sse2.PackSignedSaturate(low, high), Vector128<short>.Zero).AsUInt64().ToScalar();
}
