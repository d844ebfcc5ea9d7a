using System.Buffers.Binary;
using VideoPipeline.Layers.Packages;
using VideoPipeline.Layers.Tests.Support;
using Xunit;
using static VideoPipeline.Layers.Tests.Support.Packages;

namespace VideoPipeline.Layers.Tests.Auditing;

/// <summary>Malformed ELF files, created by overwriting bytes of a valid one.</summary>
public sealed class BrokenElfTests
{
    private const uint Load = 1, Dynamic = 2, Stack = 0x6474e551;

    [Theory]
    [InlineData(16, 1, "neither a program nor a library")] // e_type: ET_REL
    [InlineData(16, 4, "neither a program nor a library")] // ET_CORE
    [InlineData(18, 183, "x86-64")] // e_machine: AArch64
    [InlineData(40, 0xffff, "a table extends beyond the end of the file")] // e_shoff
    [InlineData(56, 0, "no loadable segment")] // e_phnum
    public void Audit_InvalidHeader_IsAFinding(int offset, ushort value, string problem)
    {
        var library = Compiled.Library("int given;");
        BinaryPrimitives.WriteUInt16LittleEndian(library.AsSpan(offset), value);

        Assert.Contains(problem, Problem("lib/a.so", Plain, library), StringComparison.Ordinal);
    }

    [Fact]
    public void Audit_NoLoadableSegment_IsAFinding() => Assert.Equal(
        "it has no loadable segment",
        Problem("lib/a.so", Plain, WithSegment(Load, (0, 0x7fff)))); // an unknown p_type

    [Fact]
    public void Audit_SegmentBeyondTheEnd_IsAFinding() => Assert.Equal(
        "it is truncated: a segment extends beyond the end of the file",
        Problem("lib/a.so", Plain, WithSegment(Load, (32, 0x7fffffff))));

    [Fact]
    public void Audit_DynamicSectionBeyondTheEnd_IsAFinding() => Assert.Equal(
        "it is malformed: a table extends beyond the end of the file",
        Problem("lib/a.so", Plain, WithSegment(Dynamic, (8, 0x7fffffff), (32, 0x7fffffff))));

    [Fact]
    public void Audit_NoStackHeader_MeansAnExecutableStack() => Assert.Equal(
        "it requires an executable stack",
        Problem("lib/a.so", Plain, WithSegment(Stack, (0, 0x7fff))));

    [Fact]
    public void Audit_HugeVersionCount_ReadsTheExistingVersions()
    {
        var program = Compiled.ProgramFor("GLIBC_2.2.5");
        Span<byte> count = [0xff, 0xff, 0xff, 0x6f, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]; // DT_VERNEEDNUM 1
        program[program.AsSpan().IndexOf(count) + 15] = 0x40;

        AssertNoFindings(Layer(new PackageEntry("bin/tool", Executable, program)));
    }

    // A library with 32-bit fields overwritten in all program headers of a type.
    private static byte[] WithSegment(uint type, params (int Offset, uint Value)[] fields)
    {
        var library = Compiled.Library("int given;");
        for (var header = 64; header < 64 + (56 * BinaryPrimitives.ReadUInt16LittleEndian(library.AsSpan(56))); header += 56)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(library.AsSpan(header)) != type) continue;
            foreach (var (offset, value) in fields)
                BinaryPrimitives.WriteUInt32LittleEndian(library.AsSpan(header + offset), value);
        }

        return library;
    }
}
