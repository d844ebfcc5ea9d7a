using VideoPipeline.Analysis.Resizing;

namespace VideoPipeline.Analysis.Matching;

/// <summary>Reduces the planes of a frame at analysis size to a <see cref="MatchImage"/>.</summary>
/// <param name="size">The analysis size.</param>
internal sealed class MatchReduction(AnalysisSize size)
{
    private readonly AreaReduction _luma = new(size.Width, size.Height, MatchImage.Width, MatchImage.Height);
    private readonly AreaReduction _chroma = new(size.Width / 2, size.Height / 2, MatchImage.Width, MatchImage.Height);

    /// <summary>Computes an image from the planes.</summary>
    /// <param name="luma">The luma plane.</param>
    /// <param name="u">The blue-difference chroma plane.</param>
    /// <param name="v">The red-difference chroma plane.</param>
    /// <param name="image">The image, <see cref="MatchImage.Length"/> bytes.</param>
    public void Reduce(ReadOnlySpan<byte> luma, ReadOnlySpan<byte> u, ReadOnlySpan<byte> v, Span<byte> image)
    {
        _luma.Reduce(luma, image[..MatchImage.Area]);
        _chroma.Reduce(u, image.Slice(MatchImage.Area, MatchImage.Area));
        _chroma.Reduce(v, image[(2 * MatchImage.Area)..]);
    }
}
