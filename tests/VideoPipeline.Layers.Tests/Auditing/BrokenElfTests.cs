using System.Buffers.Binary;
using VideoPipeline.Layers.Packages;
using VideoPipeline.Layers.Tests.Support;
using Xunit;
using static VideoPipeline.Layers.Tests.Support.Packages;

namespace VideoPipeline.Layers.Tests.Auditing;

/// <summary>Files that the loader refuses, made by writing into one that it takes.</summary>
public sealed class BrokenElfTests
{
    private const uint Load = 1, Dynamic = 2, Stack = 0x6474e551;

    [Theory]
    [InlineData(16, 1, "neither a program nor a library")] // e_type: ET_REL
    [InlineData(16, 4, "neither a program nor a library")] // ET_CORE
    [InlineData(18, 183, "x86-64")] // e_machine: AArch64
    [InlineData(40, 0xffff, "outside of the file")] // e_shoff
    [InlineData(56, 0, "no segment")] // e_phnum
    public void Audit_WrongHeader_IsAFinding(int place, ushort value, string problem)
    {
        var broken = Compiled.Library("int given;");
        BinaryPrimitives.WriteUInt16LittleEndian(broken.AsSpan(place), value);

        Assert.Contains(problem, Problem("lib/a.so", Plain, broken), StringComparison.Ordinal);
    }

    [Fact]
    public void Audit_NoSegmentToLoad_IsAFinding() =>
        Assert.Equal("it has no segment to load", Problem("lib/a.so", Plain, WithSegment(Load, (0, 0x7fff)))); // a type that nobody knows

    [Fact]
    public void Audit_SegmentBeyondTheEnd_IsAFinding() =>
        Assert.Equal("it ends before its last segment does", Problem("lib/a.so", Plain, WithSegment(Load, (32, 0x7fffffff))));

    [Fact]
    public void Audit_DynamicSectionBeyondTheEnd_IsAFinding() => Assert.Equal(
        "its tables point outside of the file",
        Problem("lib/a.so", Plain, WithSegment(Dynamic, (8, 0x7fffffff), (32, 0x7fffffff))));

    [Fact]
    public void Audit_NoWordOfTheStack_MeansThatItIsExecutable() =>
        Assert.Equal("it wants a stack that can be executed", Problem("lib/a.so", Plain, WithSegment(Stack, (0, 0x7fff))));

    [Fact]
    public void Audit_EndlessVersions_AreReadOnce()
    {
        var program = Compiled.ProgramFor("GLIBC_2.2.5");
        Span<byte> count = [0xff, 0xff, 0xff, 0x6f, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]; // DT_VERNEEDNUM 1
        program[program.AsSpan().IndexOf(count) + 15] = 0x40;

        AllWell(Layer(new PackageEntry("bin/tool", Executable, program)));
    }

    // All program headers of a type, with numbers of 32 bits written at places in them.
    private static byte[] WithSegment(uint type, params (int Place, uint Value)[] fields)
    {
        var library = Compiled.Library("int given;");
        for (var header = 64; header < 64 + (56 * BinaryPrimitives.ReadUInt16LittleEndian(library.AsSpan(56))); header += 56)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(library.AsSpan(header)) != type) continue;
            foreach (var (place, value) in fields) BinaryPrimitives.WriteUInt32LittleEndian(library.AsSpan(header + place), value);
        }

        return library;
    }
}
