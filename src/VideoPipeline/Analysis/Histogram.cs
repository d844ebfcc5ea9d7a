using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VideoPipeline.Analysis;

/// <summary>
/// How often each of the 256 values occurs among 8-bit samples. Counts are integers: OpenCV's calcHist gives them as
/// 32-bit floating point, exact to 2²⁴ only, and takes as long.
/// </summary>
public sealed class Histogram
{
    private const int Values = 256;

    // Four tables, so that a run of equal samples (skies, titles) does not wait for its own last increment.
    private readonly uint[] _tables = new uint[4 * Values];

    /// <summary>The count of each value, from the last <see cref="Count"/>.</summary>
    public ReadOnlySpan<uint> Counts => _tables.AsSpan(0, Values);

    /// <summary>Counts the samples of a plane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Count(ReadOnlySpan<byte> samples)
    {
        Array.Clear(_tables);
        ref var tables = ref MemoryMarshal.GetArrayDataReference(_tables);
        var eights = MemoryMarshal.Cast<byte, ulong>(samples);
        foreach (var eight in eights)
        {
            Unsafe.Add(ref tables, (nint)(byte)eight)++;
            Unsafe.Add(ref tables, (nint)(byte)(eight >> 8) + Values)++;
            Unsafe.Add(ref tables, (nint)(byte)(eight >> 16) + (2 * Values))++;
            Unsafe.Add(ref tables, (nint)(byte)(eight >> 24) + (3 * Values))++;
            Unsafe.Add(ref tables, (nint)(byte)(eight >> 32))++;
            Unsafe.Add(ref tables, (nint)(byte)(eight >> 40) + Values)++;
            Unsafe.Add(ref tables, (nint)(byte)(eight >> 48) + (2 * Values))++;
            Unsafe.Add(ref tables, (nint)(byte)(eight >> 56) + (3 * Values))++;
        }

        foreach (var sample in samples[(eights.Length * sizeof(ulong))..]) _tables[sample]++;
        for (var value = 0; value < Values; value++)
            _tables[value] += _tables[value + Values] + _tables[value + (2 * Values)] + _tables[value + (3 * Values)];
    }
}
