using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using VideoPipeline.Search.Segments;
using VideoPipeline.Stills.Fingerprints;
using VideoPipeline.Tests.Stills.Fingerprints;
using Xunit;

namespace VideoPipeline.Tests.Search;

public class DescriptorHashTests
{
    [Property]
    public Property Probe_AnyDescriptor_StartsWithItsWordWithoutDuplicates() => Prop.ForAll(Descriptors(), descriptor =>
    {
        var words = new ushort[64];
        var signature = DescriptorHash.Probe(descriptor, words);
        return words[0] == DescriptorHash.Compute(descriptor).Word && signature == DescriptorHash.Compute(descriptor).Signature
            && words.Distinct().Count() == words.Length && BitOperations.PopCount((uint)(words[0] ^ words[1])) == 1;
    });

    [Property]
    public Property Probe_FewerWords_ReturnsPrefixOfMore() => Prop.ForAll(Descriptors(), descriptor =>
    {
        var (few, many) = (new ushort[8], new ushort[32]);
        DescriptorHash.Probe(descriptor, few);
        DescriptorHash.Probe(descriptor, many);
        return few.SequenceEqual(many[..8]);
    });

    [Fact]
    public void Of_SmallNoise_ChangesFewBits()
    {
        using var detector = new SiftDetector();
        var descriptor = detector.Detect(SyntheticImages.Create(1)).Descriptor(0).ToArray();
        var noisy = descriptor.Select((value, i) => (byte)Math.Clamp(value + (i % 5) - 2, 0, 255)).ToArray();
        var bits = BitOperations.PopCount(DescriptorHash.Compute(descriptor).Signature ^ DescriptorHash.Compute(noisy).Signature);
        Assert.InRange(bits, 0, 8);
    }

    [Fact]
    public void Of_ManyDescriptors_EachBitHasBothValues()
    {
        using var detector = new SiftDetector();
        var keypoints = detector.Detect(SyntheticImages.Create(2));
        var signatures = Enumerable.Range(0, keypoints.Count)
            .Select(i => DescriptorHash.Compute(keypoints.Descriptor(i)).Signature).ToList();
        var means = Enumerable.Range(0, DescriptorHash.SignatureBits)
            .Select(bit => signatures.Average(signature => (double)((signature >> bit) & 1)));
        Assert.All(means, mean => Assert.InRange(mean, 0.1, 0.9));
    }

    private static Arbitrary<byte[]> Descriptors() =>
        Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(Keypoints.DescriptorLength).ToArbitrary();
}
