using System.Runtime.CompilerServices;

namespace VideoPipeline.Analysis.Resizing;

/// <summary>The scalar implementation in 64-bit integers, for any size and processor.</summary>
internal sealed class ScalarRows(Overlaps horizontal, Overlaps vertical, int width) : RowReduction(horizontal, vertical, width)
{
    private readonly long[] _sums = new long[width];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Reduce(ReadOnlySpan<byte> source, int row, Span<byte> target)
    {
        Array.Clear(_sums);
        for (var tap = 0; tap < Vertical.Weights[row].Length; tap++)
        {
            var samples = source.Slice((Vertical.Starts[row] + tap) * Width, Width);
            var weight = Vertical.Weights[row][tap];
            for (var x = 0; x < samples.Length; x++) _sums[x] += (long)weight * samples[x];
        }

        for (var i = 0; i < target.Length; i++)
        {
            var sum = Area / 2;
            for (var tap = 0; tap < Horizontal.Weights[i].Length; tap++)
                sum += Horizontal.Weights[i][tap] * _sums[Horizontal.Starts[i] + tap];
            target[i] = (byte)(sum / Area);
        }
    }
}
