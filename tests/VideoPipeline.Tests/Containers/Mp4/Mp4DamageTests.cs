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
    private const string Whole = "-f lavfi -i testsrc2=s=64x48:r=25:d=2 -f lavfi -i sine=d=2 -pix_fmt yuv420p -c:v libx264 -preset fast -g 10 -bf 3 -c:a aac";

    /// <summary>An index of a small file takes less; a count believed without its bytes takes far more.</summary>
    private const long MostBytes = 64 << 20;

    private static readonly string[] s_shapes = ["OUT.mp4", "-movflags +faststart OUT.mp4", "-movflags +frag_keyframe+empty_moov+default_base_moof OUT.mp4", "OUT.mov"];

    public static TheoryData<int> ShapeNumbers => [.. Enumerable.Range(0, s_shapes.Length)];

    [Theory]
    [MemberData(nameof(ShapeNumbers))]
    public void ReadAsync_AnyDamage_GivesAnIndexOrATypedFailureInBoundedMemory(int shape)
    {
        using var folder = new TemporaryFolder();
        var original = File.ReadAllBytes(Mp4Variants.Make(folder, [$"{Whole} {s_shapes[shape]}"]));
        var boxes = BoxBytes(original);
        var damage = from at in Gen.Elements(boxes)
                     from value in Gen.OneOf(
                         Gen.Choose(0, 255).Select(low => (Width: 1, Value: (uint)low)),
                         Gen.Elements(0u, 1u, 7u, 0x7FFFFFFFu, 0x80000000u, 0xFFFFFFFFu, 0x10000u).Select(word => (Width: 4, Value: word)))
                     select (at, value.Width, value.Value);

        Prop.ForAll(
            Gen.NonEmptyListOf(damage).Select(all => all.Take(4).ToArray()).ToArbitrary(),
            all => IsHandled(Damaged(original, all))).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Theory]
    [MemberData(nameof(ShapeNumbers))]
    public void ReadAsync_CutOffAnywhere_GivesAnIndexOrATypedFailure(int shape)
    {
        using var folder = new TemporaryFolder();
        var original = File.ReadAllBytes(Mp4Variants.Make(folder, [$"{Whole} {s_shapes[shape]}"]));

        Prop.ForAll(Gen.Choose(0, original.Length - 1).ToArbitrary(), length => IsHandled(original[..length]))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Theory]
    [MemberData(nameof(ShapeNumbers))]
    public async Task ReadAsync_CutOffInTheMiddle_SaysHowMuchIsThere(int shape)
    {
        using var folder = new TemporaryFolder();
        var original = await File.ReadAllBytesAsync(Mp4Variants.Make(folder, [$"{Whole} {s_shapes[shape]}"]));
        var half = original[..(original.Length / 2)];

        var failure = await Assert.ThrowsAsync<CorruptVideoException>(
            () => Mp4Indexer.ReadAsync(new MemorySource(half), CancellationToken.None));

        Assert.Contains("cut off", failure.Message, StringComparison.Ordinal);
        Assert.Contains("again", failure.Message, StringComparison.Ordinal);
    }

    private static bool IsHandled(byte[] file)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            // Everything is in memory, so this completes on this thread.
            var index = Mp4Indexer.ReadAsync(new MemorySource(file), CancellationToken.None).GetAwaiter().GetResult();
            if (index is { Track: not null }) Slice(file, index);
        }
        catch (VideoPipelineException)
        {
        }
        return GC.GetAllocatedBytesForCurrentThread() - before < MostBytes;
    }

    private static void Slice(byte[] file, VideoIndex index) =>
        Mp4Remuxer.Instance.WriteAsync(
            new MemorySource(file), index, [new SampleRange(0, index.Samples.Count)], Stream.Null, ContainerFormats.GuardOf(index), CancellationToken.None)
            .GetAwaiter().GetResult();

    private static byte[] Damaged(byte[] original, (int At, int Width, uint Value)[] all)
    {
        var file = original.ToArray();
        foreach (var (at, width, value) in all)
        {
            if (width == 1) file[at] = (byte)value;
            else if (at + 4 <= file.Length) BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(at), value);
        }
        return file;
    }

    /// <summary>Positions that are not media data, where damage is read.</summary>
    private static int[] BoxBytes(byte[] file)
    {
        var positions = new List<int>();
        for (var at = 0; at < file.Length;)
        {
            var size = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            var isMedia = file.AsSpan(at + 4, 4).SequenceEqual("mdat"u8);
            positions.AddRange(Enumerable.Range(at, isMedia ? 8 : size));
            at += size;
        }
        return [.. positions];
    }
}
