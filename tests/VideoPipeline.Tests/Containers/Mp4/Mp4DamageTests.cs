using System.Buffers.Binary;
using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.Containers;
using VideoPipeline.Containers.Mp4;
using VideoPipeline.Errors;
using VideoPipeline.Testing;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Containers.Mp4;

public class Mp4DamageTests
{
    private const string Command =
        "-f lavfi -i testsrc2=s=64x48:r=25:d=2 -f lavfi -i sine=d=2 -pix_fmt yuv420p " +
        "-c:v libx264 -preset fast -g 10 -bf 3 -c:a aac";

    /// <summary>Indexing a small file needs less memory. Trusting a damaged count would need much more.</summary>
    private const long MaxBytes = 64 << 20;

    private static readonly string[] s_outputs =
    [
        "OUT.mp4",
        "-movflags +faststart OUT.mp4",
        "-movflags +frag_keyframe+empty_moov+default_base_moof OUT.mp4",
        "OUT.mov",
    ];

    public static TheoryData<int> OutputNumbers => [.. Enumerable.Range(0, s_outputs.Length)];

    [Theory]
    [MemberData(nameof(OutputNumbers))]
    public void ReadAsync_DamagedBoxes_IndexesOrThrowsVideoPipelineExceptionInBoundedMemory(int output)
    {
        using var folder = new TemporaryFolder();
        var original = File.ReadAllBytes(Mp4Variants.Make(folder, [$"{Command} {s_outputs[output]}"]));
        var boxes = BoxBytes(original);
        var words = Gen.Elements(0u, 1u, 7u, 0x7FFFFFFFu, 0x80000000u, 0xFFFFFFFFu, 0x10000u);
        var damage = from offset in Gen.Elements(boxes)
                     from value in Gen.OneOf(
                         Gen.Choose(0, 255).Select(low => (Width: 1, Value: (uint)low)),
                         words.Select(word => (Width: 4, Value: word)))
                     select (offset, value.Width, value.Value);

        Prop.ForAll(
            Gen.NonEmptyListOf(damage).Select(changes => changes.Take(4).ToArray()).ToArbitrary(),
            changes => IsHandled(Damaged(original, changes))).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Theory]
    [MemberData(nameof(OutputNumbers))]
    public void ReadAsync_TruncatedAnywhere_IndexesOrThrowsVideoPipelineException(int output)
    {
        using var folder = new TemporaryFolder();
        var original = File.ReadAllBytes(Mp4Variants.Make(folder, [$"{Command} {s_outputs[output]}"]));

        Prop.ForAll(Gen.Choose(0, original.Length - 1).ToArbitrary(), length => IsHandled(original[..length]))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public async Task ReadAsync_TruncatedPresignedUrl_HidesTheSignature()
    {
        using var folder = new TemporaryFolder();
        var original = await File.ReadAllBytesAsync(Mp4Variants.Make(folder, [$"{Command} {s_outputs[0]}"]));
        var source = new MemorySource(original[..(original.Length / 2)], "https://example.com/film.mp4?X-Amz-Signature=secret");

        var failure = await Assert.ThrowsAsync<CorruptVideoException>(() => Mp4Indexer.ReadAsync(source, CancellationToken.None));

        Assert.Contains("https://example.com/film.mp4", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(OutputNumbers))]
    public async Task ReadAsync_TruncatedInTheMiddle_ReportsActualAndExpectedSize(int output)
    {
        using var folder = new TemporaryFolder();
        var original = await File.ReadAllBytesAsync(Mp4Variants.Make(folder, [$"{Command} {s_outputs[output]}"]));
        var half = original[..(original.Length / 2)];

        var failure = await Assert.ThrowsAsync<CorruptVideoException>(
            () => Mp4Indexer.ReadAsync(new MemorySource(half), CancellationToken.None));

        Assert.Matches(@" is truncated: .*\bhas \d+ of (at least )?\d+ bytes", failure.Message);
        Assert.Matches(@"Download or export (it|the file) again\.$", failure.Message);
    }

    private static bool IsHandled(byte[] file)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            // The source is in memory, so the calls complete synchronously on this thread.
            var index = Mp4Indexer.ReadAsync(new MemorySource(file), CancellationToken.None).GetAwaiter().GetResult();
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
        Mp4Remuxer.Instance.WriteAsync(
            new MemorySource(file), index, all, Stream.Null, ContainerFormats.GetGuard(index), CancellationToken.None)
            .GetAwaiter().GetResult();
    }

    private static byte[] Damaged(byte[] original, (int Offset, int Width, uint Value)[] changes)
    {
        var file = original.ToArray();
        foreach (var (offset, width, value) in changes)
        {
            if (width == 1) file[offset] = (byte)value;
            else if (offset + 4 <= file.Length) BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(offset), value);
        }
        return file;
    }

    /// <summary>Returns the positions of all bytes except media data.</summary>
    private static int[] BoxBytes(byte[] file)
    {
        var positions = new List<int>();
        for (var offset = 0; offset < file.Length;)
        {
            var size = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(offset));
            var isMedia = file.AsSpan(offset + 4, 4).SequenceEqual("mdat"u8);
            positions.AddRange(Enumerable.Range(offset, isMedia ? 8 : size));
            offset += size;
        }
        return [.. positions];
    }
}
