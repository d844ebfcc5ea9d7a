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
    private const long MaxBytes = 64 << 20;
    private const int PacketBytes = 188;

    // The first bytes of each packet contain the headers of the packet, adaptation field, section, PES packet and first NAL
    // units.
    private const int HeaderBytes = 48;

    private static readonly string[] s_commands =
    [
        $"{Picture} -c:v libx264 -preset fast -g 10 OUT.ts",
        $"{Picture} -c:v libx265 -preset ultrafast -x265-params log-level=error:keyint=10 OUT.ts",
        $"{Picture} -c:v mpeg2video -g 10 -bf 2 OUT.ts",
    ];

    public static TheoryData<int> CommandNumbers => [.. Enumerable.Range(0, s_commands.Length)];

    [Theory]
    [MemberData(nameof(CommandNumbers))]
    public void ReadAsync_DamagedHeaders_IndexesOrThrowsVideoPipelineExceptionInBoundedMemory(int command)
    {
        using var folder = new TemporaryFolder();
        var original = File.ReadAllBytes(Mp4Variants.Make(folder, [s_commands[command]]));
        var packets = original.Length / PacketBytes;
        var damage = from packet in Gen.OneOf(Gen.Choose(0, packets - 1), Gen.Choose(0, Math.Min(packets, 12) - 1))
                     from offset in Gen.Choose(0, HeaderBytes - 1)
                     from value in Gen.Choose(0, 255)
                     select (packet * PacketBytes + offset, (byte)value);

        Prop.ForAll(
            Gen.NonEmptyListOf(damage).Select(changes => changes.Take(4).ToArray()).ToArbitrary(),
            changes => IsHandled(Damaged(original, changes))).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Theory]
    [MemberData(nameof(CommandNumbers))]
    public void ReadAsync_TruncatedAnywhere_IndexesOrThrowsVideoPipelineException(int command)
    {
        using var folder = new TemporaryFolder();
        var original = File.ReadAllBytes(Mp4Variants.Make(folder, [s_commands[command]]));

        Prop.ForAll(Gen.Choose(0, original.Length - 1).ToArbitrary(), length => IsHandled(original[..length]))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(200));
    }

    [Fact]
    public void ReadAsync_RandomPackets_IndexesOrThrowsVideoPipelineException() =>
        Prop.ForAll(
            Gen.ArrayOf(Gen.Choose(0, 255).Select(value => (byte)value), 30 * PacketBytes).ToArbitrary(),
            noise =>
            {
                for (var offset = 0; offset < noise.Length; offset += PacketBytes) noise[offset] = 0x47;
                return IsHandled(noise);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    private static bool IsHandled(byte[] file)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            // The source is in memory, so the calls complete synchronously on this thread.
            var source = new MemorySource(file);
            if (TsIndexer.ReadAsync(source, CancellationToken.None).GetAwaiter().GetResult()?.Index is { } index)
            {
                SampleRange[] all = [new(0, index.Samples.Count)];
                TsRemuxer.Instance.WriteAsync(source, index, all, Stream.Null, null, CancellationToken.None)
                    .GetAwaiter().GetResult();
            }
        }
        catch (VideoPipelineException)
        {
        }
        return GC.GetAllocatedBytesForCurrentThread() - before < MaxBytes;
    }

    private static byte[] Damaged(byte[] original, (int Offset, byte Value)[] changes)
    {
        var file = original.ToArray();
        foreach (var (offset, value) in changes) file[offset] = value;
        return file;
    }
}
