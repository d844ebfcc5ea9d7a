using VideoPipeline.Layers.Auditing;
using VideoPipeline.Layers.Packages;
using VideoPipeline.Layers.Tests.Support;
using Xunit;
using static VideoPipeline.Layers.Tests.Support.Packages;

namespace VideoPipeline.Layers.Tests.Auditing;

public sealed class NativeRulesTests
{
    [Fact]
    public void Audit_NewestAllowedGlibc_HasNoFinding() =>
        AssertNoFindings(Layer(new PackageEntry("bin/tool", Executable, Compiled.ProgramFor("GLIBC_2.31"))));

    [Fact]
    public void Audit_GlibcTooNew_IsAFindingWithFileSymbolAndVersion()
    {
        var finding = Single(Layer(new PackageEntry("bin/tool", Executable, Compiled.ProgramFor("GLIBC_2.32"))));

        Assert.Equal(("layer.zip", "bin/tool"), (finding.Package, finding.File));
        Assert.Equal(
            "it needs GLIBC_2.32 of libc.so.6, for wanted; the newest allowed version is GLIBC_2.31", finding.Problem);
        Assert.Contains("older distribution", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Audit_GlibcOfLambda_IsWithinTheLambdaBudget()
    {
        var layer = Layer(new PackageEntry("bin/tool", Executable, Compiled.ProgramFor("GLIBC_2.34")));

        Assert.Empty(Auditor.Audit([layer], PackageLimits.Lambda));
    }

    [Fact]
    public void Audit_PrivateGlibcVersion_IsAFinding() => Assert.Equal(
        "it needs GLIBC_PRIVATE of libc.so.6, for wanted; the newest allowed version is GLIBC_2.31",
        Problem("bin/tool", Executable, Compiled.ProgramFor("GLIBC_PRIVATE")));

    [Fact]
    public void Audit_MissingLibrary_IsAFindingWithItsName() => Assert.Equal(
        "it needs libmissing.so.1, which is neither in Lambda nor in a package",
        Single(Layer(new PackageEntry("lib/a.so", Plain, Compiled.LibraryOn("libmissing.so.1")))).Problem);

    [Fact]
    public void Audit_LibraryInAnotherLayer_HasNoFinding()
    {
        var needed = Compiled.Library("int wanted(void) { return 0; }");

        AssertNoFindings(
            Layer(new PackageEntry("lib/a.so", Plain, Compiled.LibraryOn("libb.so"))),
            Layer(new PackageEntry("lib/libb.so", Plain, needed)) with { Name = "other.zip" });
    }

    [Fact]
    public void Audit_LibraryOutsideTheSearchPath_IsMissing() => Assert.Contains(
        "libb.so, which is neither",
        Single(
            Layer(
                new PackageEntry("lib/a.so", Plain, Compiled.LibraryOn("libb.so")),
                new PackageEntry("lib/deep/libb.so", Plain, Compiled.Library("int wanted(void) { return 0; }")))).Problem,
        StringComparison.Ordinal);

    [Fact]
    public void Audit_LibraryInOrigin_HasNoFinding() => AssertNoFindings(Layer(
        new PackageEntry("lib/deep/a.so", Plain, Compiled.LibraryOn("libb.so", "-Wl,-rpath,$ORIGIN")),
        new PackageEntry("lib/deep/libb.so", Plain, Compiled.Library("int wanted(void) { return 0; }"))));

    [Fact]
    public void Audit_LibraryWithoutTheSymbol_IsAFindingWithTheSymbol() => Assert.Equal(
        "no library that it loads defines wanted",
        Single(Layer(
            new PackageEntry("lib/a.so", Plain, Compiled.LibraryOn("libb.so")),
            new PackageEntry("lib/libb.so", Plain, Compiled.Library("int other(void) { return 0; }")))).Problem);

    [Fact]
    public void Audit_LinkedLibrary_HasNoFinding() => AssertNoFindings(Layer(
        new PackageEntry("lib/a.so", Plain, Compiled.LibraryOn("libb.so")),
        new PackageEntry("lib/libb.so", Link, [.. "./deep/libb.so.1.2"u8]),
        new PackageEntry("lib/deep/libb.so.1.2", Plain, Compiled.Library("int wanted(void) { return 0; }"))));

    [Fact]
    public void Audit_PackagedLibraryWithoutTheVersion_IsAFindingWithSymbolAndVersions()
    {
        var finding = Single(Layer(
            new PackageEntry("lib/libv.so", Plain, Compiled.LibraryAt("V1")),
            new PackageEntry("lib/user.so", Plain, Compiled.LibraryOnVersion("libv.so", "V2"))));

        Assert.Equal(
            ("lib/user.so", "it needs V2 of libv.so, for given; /opt/lib/libv.so defines V1"), (finding.File, finding.Problem));
        Assert.Equal("Build both against the same release of libv.so", finding.Remedy);
    }

    [Fact]
    public void Audit_PackagedLibraryWithTheVersion_HasNoFinding() => AssertNoFindings(Layer(
        new PackageEntry("lib/libv.so", Plain, Compiled.LibraryAt("V2")),
        new PackageEntry("lib/user.so", Plain, Compiled.LibraryOnVersion("libv.so", "V2"))));

    [Fact]
    public void Audit_PackagedLibraryThatDefinesNoVersions_MatchesAnyVersion()
    {
        var library = Compiled.Library("int puts(const char *); int given(void) { return puts(0); }", "-lc");

        AssertNoFindings(Layer(
            new PackageEntry("lib/libv.so", Plain, library),
            new PackageEntry("lib/user.so", Plain, Compiled.LibraryOnVersion("libv.so", "V2"))));
    }

    [Fact]
    public void Audit_PackagedLibraryWithoutVersionTable_IsAFinding() => Assert.Equal(
        "it needs V2 of libv.so, for given; /opt/lib/libv.so defines no versions",
        Single(Layer(
            new PackageEntry("lib/libv.so", Plain, Compiled.Library("int given(void) { return 0; }")),
            new PackageEntry("lib/user.so", Plain, Compiled.LibraryOnVersion("libv.so", "V2")))).Problem);

    [Theory]
    [InlineData("$ORIGIN")]
    [InlineData("$ORIGIN/../lib")]
    [InlineData("/opt/lib/deep:/var/task")]
    public void Audit_SearchPathWithinThePackages_HasNoFinding(string path) =>
        AssertNoFindings(Layer(new PackageEntry("lib/a.so", Plain, Compiled.Library("int given;", $"-Wl,-rpath,{path}"))));

    [Theory]
    [InlineData("/usr/local/lib", "/usr/local/lib")]
    [InlineData("$ORIGIN/../../usr/lib", "$ORIGIN/../../usr/lib")]
    [InlineData("build/lib", "build/lib")]
    [InlineData("/opt/lib:", "the working directory")]
    public void Audit_SearchPathOfTheBuildMachine_IsAFinding(string path, string reported) => Assert.Equal(
        $"its search path contains {reported}, which Lambda does not have",
        Problem("lib/a.so", Plain, Compiled.Library("int given;", $"-Wl,-rpath,{path}")));

    [Fact]
    public void Audit_ExecutableStack_IsAFinding() => Assert.Equal(
        "it requires an executable stack",
        Problem("lib/a.so", Plain, Compiled.Library("int given;", "-Wl,-z,execstack")));

    [Fact]
    public void Audit_OtherLoader_IsAFinding()
    {
        const string Musl = "/lib/ld-musl-x86_64.so.1";
        var program = Compiled.Library("int given;", $"-Wl,--dynamic-linker={Musl}", "-pie", "-Wl,-e,0");

        Assert.Equal($"it requires the loader {Musl}", Problem("bin/tool", Executable, program));
    }

    [Fact]
    public void Audit_TextRelocations_AreAFinding() => Assert.Equal(
        "it has text relocations (DT_TEXTREL)",
        Problem("lib/a.so", Plain, Compiled.Library(
            "__asm__(\".text\\n.quad given\\n.section .note.GNU-stack,\\\"\\\"\"); int given;", "-Wl,-z,notext")));
}
