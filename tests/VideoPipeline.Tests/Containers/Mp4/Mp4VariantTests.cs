using VideoPipeline.Containers.Mp4;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Tests.Containers.Mp4;

public class Mp4VariantTests
{
    public static TheoryData<string> Names => [.. Mp4Variants.Splittable.Select(variant => variant.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task ReadAsync_Variant_FramesEqualSequentialDecode(string name)
    {
        using var folder = new TemporaryFolder();
        var path = Mp4Variants.Make(folder, Mp4Variants.Splittable.Single(variant => variant.Name == name).Commands);
        var source = new MemorySource(await File.ReadAllBytesAsync(path));

        var index = await Mp4Indexer.ReadAsync(source, CancellationToken.None);

        Assert.NotNull(index);
        Assert.Null(index.UnsplittableReason);
        await RemuxCheck.MatchesSequentialDecodeAsync(path, source, index, ranges: 3);
    }
}
