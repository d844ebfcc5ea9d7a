using System.Runtime.CompilerServices;

namespace VideoPipeline.Analysis.Resizing;

/// <summary>The plain way, in 64 bits: any size, any machine.</summary>
internal sealed class ScalarRows(Overlaps across, Overlaps down, int width) : RowReduction(across, down, width)
{
    private readonly long[] _sums = new long[width];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Reduce(ReadOnlySpan<byte> source, int row, Span<byte> target)
    {
        Array.Clear(_sums);
        for (var tap = 0; tap < Down.Weights[row].Length; tap++)
        {
            var samples = source.Slice((Down.Starts[row] + tap) * Width, Width);
            var weight = Down.Weights[row][tap];
            for (var x = 0; x < samples.Length; x++) _sums[x] += (long)weight * samples[x];
        }

        for (var i = 0; i < target.Length; i++)
        {
            var sum = Area / 2;
            for (var tap = 0; tap < Across.Weights[i].Length; tap++)
                sum += Across.Weights[i][tap] * _sums[Across.Starts[i] + tap];
            target[i] = (byte)(sum / Area);
        }
    }
}
