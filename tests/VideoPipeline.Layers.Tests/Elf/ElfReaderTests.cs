using System.Buffers.Binary;
using VideoPipeline.Layers.Elf;
using VideoPipeline.Layers.Tests.Support;
using Xunit;

namespace VideoPipeline.Layers.Tests.Elf;

public sealed class ElfReaderTests
{
    [Fact]
    public void Read_Program_ReturnsLoaderLibraryAndVersionedSymbol()
    {
        var file = ElfReader.Read(Compiled.ProgramFor("GLIBC_2.30"));

        Assert.Equal("/lib64/ld-linux-x86-64.so.2", file.Interpreter);
        Assert.Equal(["libc.so.6"], file.Libraries);
        Assert.Equal([("libc.so.6", "GLIBC_2.30")], file.NeededVersions);
        Assert.Contains(new Symbol("wanted", "GLIBC_2.30", "libc.so.6", IsWeak: false), file.UndefinedSymbols);
    }

    [Fact]
    public void Read_Library_ReturnsNameSearchPathAndSymbols()
    {
        var file = ElfReader.Read(Compiled.Library(
            "extern int absent __attribute__((weak)); int *given(void) { return &absent; }",
            "-Wl,-soname,liba.so.1", "-Wl,-rpath,$ORIGIN:/opt/lib"));

        Assert.Equal(("liba.so.1", false), (file.Name, file.IsProgram));
        Assert.Equal(["$ORIGIN", "/opt/lib"], file.SearchPath);
        Assert.Contains(file.DefinedSymbols, symbol => symbol.Name == "given");
        Assert.Contains(file.UndefinedSymbols, symbol => symbol is { Name: "absent", IsWeak: true });
    }

    [Fact]
    public void Read_LibraryWithVersions_ReturnsVersionedSymbols()
    {
        var file = ElfReader.Read(Compiled.LibraryAt("V1"));

        Assert.Equal(["V1"], file.DefinedVersions);
        Assert.Contains(new Symbol("given", "V1", null, IsWeak: false), file.DefinedSymbols);
    }

    [Fact]
    public void Read_EmptySymbolSection_CountsSymbolsWithTheHashTable()
    {
        var library = Compiled.Library("int given(void) { return 0; }");
        var sections = BinaryPrimitives.ReadInt32LittleEndian(library.AsSpan(40));
        for (var header = sections; header < library.Length; header += 64)
            if (library[header + 4] == 11) library.AsSpan(header + 32, 8).Clear(); // SHT_DYNSYM, sh_size

        Assert.Contains(ElfReader.Read(library).DefinedSymbols, symbol => symbol.Name == "given");
    }

    [Fact]
    public void Read_TruncatedFile_SucceedsOrThrowsMalformedElfException()
    {
        var library = Compiled.Library("int given;");
        var rejected = 0;

        for (var length = 4; length < library.Length; length += 7)
        {
            if (Record.Exception(() => ElfReader.Read(library[..length])) is not { } thrown) continue;
            Assert.IsType<MalformedElfException>(thrown);
            rejected++;
        }

        Assert.NotEqual(0, rejected);
        Assert.Null(Record.Exception(() => ElfReader.Read(library)));
    }
}
