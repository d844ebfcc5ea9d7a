using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.Containers.MpegTs;
using VideoPipeline.Errors;
using VideoPipeline.Testing;
using VideoPipeline.Tests.Containers.Mp4;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Containers.MpegTs;

public sealed class MpegTsDamageTests
{
    private const string Picture = "-f lavfi -i testsrc2=s=64x48:r=25:d=1 -f lavfi -i sine=d=1 -pix_fmt yuv420p";
    private const long MostBytes = 64 << 20;
    private const int PacketBytes = 188;

    // Where headers are: of packets, adaptation fields, sections and PES packets, and of the first units.
    private const int HeaderBytes = 48;

    private static readonly string[] s_shapes =
    [
        $"{Picture} -c:v libx264 -preset fast -g 10 OUT.ts",
        $"{Picture} -c:v libx265 -preset ultrafast -x265-params log-level=error:keyint=10 OUT.ts",
        $"{Picture} -c:v mpeg2video -g 10 -bf 2 OUT.ts",
    ];

    public static TheoryData<int> ShapeNumbers => [.. Enumerable.Range(0, s_shapes.Length)];

    [Theory]
    [MemberData(nameof(ShapeNumbers))]
    public void ReadAsync_AnyDamage_GivesAnIndexOrATypedFailureInBoundedMemory(int shape)
    {
        using var folder = new TemporaryFolder();
        var original = File.ReadAllBytes(Mp4Variants.Make(folder, [s_shapes[shape]]));
        var packets = original.Length / PacketBytes;
        var damage = from packet in Gen.OneOf(Gen.Choose(0, packets - 1), Gen.Choose(0, Math.Min(packets, 12) - 1))
                     from at in Gen.Choose(0, HeaderBytes - 1)
                     from value in Gen.Choose(0, 255)
                     select (packet * PacketBytes + at, (byte)value);

        Prop.ForAll(
            Gen.NonEmptyListOf(damage).Select(all => all.Take(4).ToArray()).ToArbitrary(),
            all => IsHandled(Damaged(original, all))).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Theory]
    [MemberData(nameof(ShapeNumbers))]
    public void ReadAsync_CutOffAnywhere_GivesAnIndexOrATypedFailure(int shape)
    {
        using var folder = new TemporaryFolder();
        var original = File.ReadAllBytes(Mp4Variants.Make(folder, [s_shapes[shape]]));

        Prop.ForAll(Gen.Choose(0, original.Length - 1).ToArbitrary(), length => IsHandled(original[..length]))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(200));
    }

    [Fact]
    public void ReadAsync_NoiseInPackets_GivesAnIndexOrATypedFailure() =>
        Prop.ForAll(
            Gen.ArrayOf(Gen.Choose(0, 255).Select(value => (byte)value), 30 * PacketBytes).ToArbitrary(),
            noise =>
            {
                for (var at = 0; at < noise.Length; at += PacketBytes) noise[at] = 0x47;
                return IsHandled(noise);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    private static bool IsHandled(byte[] file)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            // Everything is in memory, so this completes on this thread.
            var source = new MemorySource(file);
            if (TsIndexer.ReadAsync(source, CancellationToken.None).GetAwaiter().GetResult()?.Index is { } index)
                TsRemuxer.Instance.WriteAsync(source, index, [new SampleRange(0, index.Samples.Count)], Stream.Null, null, CancellationToken.None)
                    .GetAwaiter().GetResult();
        }
        catch (VideoPipelineException)
        {
        }
        return GC.GetAllocatedBytesForCurrentThread() - before < MostBytes;
    }

    private static byte[] Damaged(byte[] original, (int At, byte Value)[] all)
    {
        var file = original.ToArray();
        foreach (var (at, value) in all) file[at] = value;
        return file;
    }
}
