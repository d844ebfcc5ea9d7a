using VideoPipeline.Layers.Auditing;
using VideoPipeline.Layers.Packages;
using VideoPipeline.Layers.Tests.Support;
using Xunit;
using static VideoPipeline.Layers.Tests.Support.Packages;

namespace VideoPipeline.Layers.Tests.Auditing;

public sealed class NativeRulesTests
{
    [Fact]
    public void Audit_NewestAllowedGlibc_IsWell() =>
        AllWell(Layer(new PackageEntry("bin/tool", Executable, Compiled.ProgramFor("GLIBC_2.31"))));

    [Fact]
    public void Audit_TooNewGlibc_NamesFileSymbolVersionAndRemedy()
    {
        var finding = Single(Layer(new PackageEntry("bin/tool", Executable, Compiled.ProgramFor("GLIBC_2.32"))));

        Assert.Equal(("layer.zip", "bin/tool"), (finding.Package, finding.File));
        Assert.Equal("it needs GLIBC_2.32 of libc.so.6, for wanted; the newest allowed is GLIBC_2.31", finding.Problem);
        Assert.Contains("older distribution", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Audit_GlibcOfLambda_IsWellWithinLambdasOwnLimits()
    {
        var layer = Layer(new PackageEntry("bin/tool", Executable, Compiled.ProgramFor("GLIBC_2.34")));

        Assert.Empty(Auditor.Audit([layer], Budget.Lambda));
    }

    [Fact]
    public void Audit_PrivateGlibc_IsNotAllowed() =>
        Assert.Contains("GLIBC_PRIVATE", Single(Layer(new PackageEntry("bin/tool", Executable, Compiled.ProgramFor("GLIBC_PRIVATE")))).Problem, StringComparison.Ordinal);

    [Fact]
    public void Audit_MissingLibrary_NamesIt() => Assert.Equal(
        "it needs libmissing.so.1, which neither Lambda nor a package has",
        Single(Layer(new PackageEntry("lib/a.so", Plain, Compiled.LibraryOn("libmissing.so.1")))).Problem);

    [Fact]
    public void Audit_LibraryOfAnotherLayer_IsFound() => AllWell(
        Layer(new PackageEntry("lib/a.so", Plain, Compiled.LibraryOn("libb.so"))),
        Layer(new PackageEntry("lib/libb.so", Plain, Compiled.Library("int wanted(void) { return 0; }"))) with { Name = "other.zip" });

    [Fact]
    public void Audit_LibraryInAFolderThatIsNotSearched_IsMissing() => Assert.Contains(
        "libb.so, which neither",
        Single(
            Layer(
                new PackageEntry("lib/a.so", Plain, Compiled.LibraryOn("libb.so")),
                new PackageEntry("lib/deep/libb.so", Plain, Compiled.Library("int wanted(void) { return 0; }")))).Problem,
        StringComparison.Ordinal);

    [Fact]
    public void Audit_LibraryBesideByOrigin_IsFound() => AllWell(Layer(
        new PackageEntry("lib/deep/a.so", Plain, Compiled.LibraryOn("libb.so", "-Wl,-rpath,$ORIGIN")),
        new PackageEntry("lib/deep/libb.so", Plain, Compiled.Library("int wanted(void) { return 0; }"))));

    [Fact]
    public void Audit_LibraryWithoutTheSymbol_NamesIt() => Assert.Equal(
        "no library that it loads has wanted",
        Single(Layer(
            new PackageEntry("lib/a.so", Plain, Compiled.LibraryOn("libb.so")),
            new PackageEntry("lib/libb.so", Plain, Compiled.Library("int other(void) { return 0; }")))).Problem);

    [Fact]
    public void Audit_LibraryByALink_IsFound() => AllWell(Layer(
        new PackageEntry("lib/a.so", Plain, Compiled.LibraryOn("libb.so")),
        new PackageEntry("lib/libb.so", Link, [.. "./deep/libb.so.1.2"u8]),
        new PackageEntry("lib/deep/libb.so.1.2", Plain, Compiled.Library("int wanted(void) { return 0; }"))));

    [Fact]
    public void Audit_PackagedLibraryWithoutTheVersion_NamesSymbolAndBothVersions()
    {
        var finding = Single(Layer(
            new PackageEntry("lib/libv.so", Plain, Compiled.LibraryAt("V1")),
            new PackageEntry("lib/user.so", Plain, Compiled.LibraryOnVersion("libv.so", "V2"))));

        Assert.Equal(("lib/user.so", "it needs V2 of libv.so, for given; /opt/lib/libv.so has V1"), (finding.File, finding.Problem));
        Assert.Equal("Build both against the same release of libv.so", finding.Remedy);
    }

    [Fact]
    public void Audit_PackagedLibraryWithTheVersion_IsWell() => AllWell(Layer(
        new PackageEntry("lib/libv.so", Plain, Compiled.LibraryAt("V2")),
        new PackageEntry("lib/user.so", Plain, Compiled.LibraryOnVersion("libv.so", "V2"))));

    [Fact]
    public void Audit_PackagedLibraryThatDefinesNoVersions_IsTakenForAny() => AllWell(Layer(
        new PackageEntry("lib/libv.so", Plain, Compiled.Library("int puts(const char *); int given(void) { return puts(0); }", "-lc")),
        new PackageEntry("lib/user.so", Plain, Compiled.LibraryOnVersion("libv.so", "V2"))));

    [Fact]
    public void Audit_PackagedLibraryWithoutVersionTable_EndsTheLoader() => Assert.Equal(
        "it needs V2 of libv.so, for given; /opt/lib/libv.so has none",
        Single(Layer(
            new PackageEntry("lib/libv.so", Plain, Compiled.Library("int given(void) { return 0; }")),
            new PackageEntry("lib/user.so", Plain, Compiled.LibraryOnVersion("libv.so", "V2")))).Problem);

    [Theory]
    [InlineData("$ORIGIN")]
    [InlineData("$ORIGIN/../lib")]
    [InlineData("/opt/lib/deep:/var/task")]
    public void Audit_SearchPathWithinThePackages_IsWell(string path) =>
        AllWell(Layer(new PackageEntry("lib/a.so", Plain, Compiled.Library("int given;", $"-Wl,-rpath,{path}"))));

    [Theory]
    [InlineData("/usr/local/lib", "/usr/local/lib")]
    [InlineData("$ORIGIN/../../usr/lib", "$ORIGIN/../../usr/lib")]
    [InlineData("build/lib", "build/lib")]
    [InlineData("/opt/lib:", "the working folder")]
    public void Audit_SearchPathOfTheBuildMachine_IsFound(string path, string told) => Assert.Equal(
        $"it looks for libraries in {told}, which Lambda does not have",
        Problem("lib/a.so", Plain, Compiled.Library("int given;", $"-Wl,-rpath,{path}")));

    [Fact]
    public void Audit_ExecutableStack_IsFound() => Assert.Contains(
        "stack",
        Single(Layer(new PackageEntry("lib/a.so", Plain, Compiled.Library("int given;", "-Wl,-z,execstack")))).Problem,
        StringComparison.Ordinal);

    [Fact]
    public void Audit_OtherLoader_IsFound() => Assert.Contains(
        "/lib/ld-musl-x86_64.so.1",
        Single(Layer(new PackageEntry(
            "bin/tool", Executable, Compiled.Library("int given;", "-Wl,--dynamic-linker=/lib/ld-musl-x86_64.so.1", "-pie", "-Wl,-e,0")))).Problem,
        StringComparison.Ordinal);

    [Fact]
    public void Audit_TextRelocations_AreFound() => Assert.Contains(
        "DT_TEXTREL",
        Problem("lib/a.so", Plain, Compiled.Library(
            "__asm__(\".text\\n.quad given\\n.section .note.GNU-stack,\\\"\\\"\"); int given;", "-Wl,-z,notext")),
        StringComparison.Ordinal);
}
