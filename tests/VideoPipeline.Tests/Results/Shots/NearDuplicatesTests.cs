using VideoPipeline.Results.Pixels;
using VideoPipeline.Results.Shots;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Tests.Results.Shots;

public sealed class NearDuplicatesTests
{
    private const ulong Other = ~0UL;

    [Fact]
    public void Of_DifferentImages_ReturnsEmpty() => Assert.Empty(Of([0, Other], [0, 0]));

    [Fact]
    public void Of_SimilarImages_GroupsThemInOrder() =>
        Assert.Equal([[0, 2, 4], [1, 3]], Of([0, Other, 0b1011, Other - 1, 0], new ulong[5]));

    [Fact]
    public void Of_HashesAtLimit_AreGrouped() =>
        Assert.Equal([[0, 1]], Of([0, (1UL << 10) - 1], [0, (1UL << 12) - 1]));

    [Fact]
    public void Of_EitherHashAboveLimit_ReturnsEmpty()
    {
        Assert.Empty(Of([0, (1UL << 11) - 1], [0, 0]));
        Assert.Empty(Of([0, 0], [0, (1UL << 13) - 1]));
    }

    [Fact]
    public void Of_UniformImages_AreExcluded() =>
        Assert.Equal(
            [[1, 3]],
            Of(new ulong[4], new ulong[4], [PixelClass.Black, PixelClass.Normal, PixelClass.Flat, PixelClass.Dark]));

    private static IReadOnlyList<IReadOnlyList<int>> Of(ulong[] phash, ulong[] dhash, PixelClass[]? classes = null) =>
        NearDuplicates.Find(
            [.. Enumerable.Range(0, phash.Length)],
            ExampleRun.StaticShot(phash.Length) with { PHash = phash, DHash = dhash },
            classes ?? new PixelClass[phash.Length]);
}
