using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.Containers;
using VideoPipeline.Containers.Matroska;
using VideoPipeline.Errors;
using VideoPipeline.Testing;
using VideoPipeline.Tests.Containers.Mp4;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Containers.Matroska;

public sealed class MatroskaDamageTests : IDisposable
{
    private const string Picture = "-f lavfi -i testsrc2=s=64x48:r=25:d=2 -f lavfi -i sine=d=2 -pix_fmt yuv420p";

    /// <summary>Indexing a small file needs less memory. Trusting a damaged size would need much more.</summary>
    private const long MaxBytes = 64 << 20;

    private static readonly string[] s_encoders =
    [
        "-c:v libx264 -preset fast -g 10 -bf 3 -c:a aac OUT.mkv",
        "-c:v libvpx -g 10 -cpu-used 8 -c:a libopus -live 1 OUT.webm",
        "-c:v libvpx-vp9 -g 10 -cpu-used 8 -cluster_size_limit 2k OUT.webm",
    ];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<int> EncoderNumbers => [.. Enumerable.Range(0, s_encoders.Length)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(EncoderNumbers))]
    public void ReadAsync_DamagedHeaders_IndexesOrThrowsVideoPipelineExceptionInBoundedMemory(int encoder)
    {
        var original = Make(encoder);
        var headers = HeaderBytes(original);
        var damage = from offset in Gen.Elements(headers)
                     from value in Gen.OneOf(Gen.Choose(0, 255), Gen.Elements(0x00, 0x01, 0x08, 0x10, 0x40, 0x7F, 0x80, 0xFF))
                     select (Offset: offset, Value: (byte)value);

        Prop.ForAll(
            Gen.NonEmptyListOf(damage).Select(changes => changes.Take(6).ToArray()).ToArbitrary(),
            changes =>
            {
                var file = original.ToArray();
                foreach (var (offset, value) in changes) file[offset] = value;
                return IsHandled(file);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Theory]
    [MemberData(nameof(EncoderNumbers))]
    public void ReadAsync_TruncatedAnywhere_IndexesOrThrowsVideoPipelineException(int encoder)
    {
        var original = Make(encoder);

        Prop.ForAll(Gen.Choose(0, original.Length - 1).ToArbitrary(), length => IsHandled(original[..length]))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public void ReadAsync_RandomBytesAfterSegmentHeader_IndexesOrThrowsVideoPipelineException()
    {
        byte[] head =
        [
            0x1A, 0x45, 0xDF, 0xA3, 0x8B, 0x42, 0x82, 0x88, .. "matroska"u8,
            0x18, 0x53, 0x80, 0x67, 0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        ];

        Prop.ForAll(
            ArbMap.Default.GeneratorFor<byte[]>().ToArbitrary(),
            noise => IsHandled([.. head, .. noise])).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Theory]
    [MemberData(nameof(EncoderNumbers))]
    public async Task ReadAsync_TruncatedInBlock_ThrowsCorrupt(int encoder)
    {
        var original = Make(encoder);
        var index = await MatroskaIndexer.ReadAsync(new MemorySource(original), CancellationToken.None);
        var middle = index!.Samples.Count / 2;
        var truncated = original[..(int)(index.Samples.Offset[middle] + (index.Samples.Size[middle] / 2))];

        var failure = await Assert.ThrowsAsync<CorruptVideoException>(
            () => MatroskaIndexer.ReadAsync(new MemorySource(truncated), CancellationToken.None));

        Assert.Contains($"is truncated: it has {truncated.Length} of ", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith("Download or export it again.", failure.Message, StringComparison.Ordinal);
    }

    private byte[] Make(int encoder) => File.ReadAllBytes(Mp4Variants.Make(_folder, [$"{Picture} {s_encoders[encoder]}"]));

    private static bool IsHandled(byte[] file)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            // The source is in memory, so the calls complete synchronously on this thread.
            var index = MatroskaIndexer.ReadAsync(new MemorySource(file), CancellationToken.None).GetAwaiter().GetResult();
            if (index is { Track: not null }) Remux(file, index);
        }
        catch (VideoPipelineException)
        {
        }
        return GC.GetAllocatedBytesForCurrentThread() - before < MaxBytes;
    }

    private static void Remux(byte[] file, VideoIndex index)
    {
        SampleRange[] all = [new(0, index.Samples.Count)];
        MatroskaRemuxer.Instance.WriteAsync(
            new MemorySource(file), index, all, Stream.Null, ContainerFormats.GetGuard(index), CancellationToken.None)
            .GetAwaiter().GetResult();
    }

    /// <summary>Returns the positions of all bytes except the data of blocks.</summary>
    private static int[] HeaderBytes(byte[] file)
    {
        var index = MatroskaIndexer.ReadAsync(new MemorySource(file), CancellationToken.None).GetAwaiter().GetResult()!;
        var isData = new bool[file.Length];
        for (var row = 0; row < index.Samples.Count; row++)
            isData.AsSpan((int)index.Samples.Offset[row] + 1, index.Samples.Size[row] - 1).Fill(true);
        return [.. Enumerable.Range(0, file.Length).Where(position => !isData[position])];
    }
}
