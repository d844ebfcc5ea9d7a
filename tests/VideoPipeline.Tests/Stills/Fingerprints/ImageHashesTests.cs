using VideoPipeline.Stills.Fingerprints;
using Xunit;

namespace VideoPipeline.Tests.Stills.Fingerprints;

public class ImageHashesTests
{
    [Fact]
    public void Distance_ResizedImage_IsSmall()
    {
        var picture = SyntheticImages.Create(1);
        var (larger, _) = picture.Place(640, 480, scale: 2, degrees: 0, centre: (320, 240));
        Assert.InRange(ImageHashes.Compute(picture).Distance(ImageHashes.Compute(larger)), 0, 12);
    }

    [Fact]
    public void Distance_DifferentImages_IsLarge()
    {
        var pictures = Enumerable.Range(0, 12).Select(seed => ImageHashes.Compute(SyntheticImages.Create(seed))).ToArray();
        for (var i = 0; i < pictures.Length; i++)
            for (var j = 0; j < i; j++)
                Assert.InRange(pictures[i].Distance(pictures[j]), 30, ImageHashes.Bits);
    }

    [Fact]
    public void Mirrored_Twice_ReturnsOriginal()
    {
        var picture = SyntheticImages.Create(1);
        Assert.NotEqual(picture.Samples, picture.Mirrored().Samples);
        Assert.Equal(picture.Samples, picture.Mirrored().Mirrored().Samples);
    }
}
