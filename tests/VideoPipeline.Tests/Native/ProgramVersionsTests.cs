using System.Diagnostics;
using VideoPipeline.Native;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Tests.Native;

/// <summary>The program is a script that counts its starts.</summary>
public sealed class ProgramVersionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _program;

    public ProgramVersionsTests()
    {
        _program = _folder.File("program");
        Install("5.1");
    }

    private int Starts => File.Exists(_folder.File("starts")) ? File.ReadAllLines(_folder.File("starts")).Length : 0;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Of_AnotherProcess_DoesNotStartTheProgramAgain()
    {
        Assert.Equal("5.1", new ProgramVersions(_folder.File("cache")).Of(_program));
        Assert.Equal("5.1", new ProgramVersions(_folder.File("cache")).Of(_program));
        Assert.Equal(1, Starts);
    }

    [Fact]
    public void Of_ProgramWasReplaced_StartsItAgain()
    {
        Assert.Equal("5.1", new ProgramVersions(_folder.File("cache")).Of(_program));
        Install("7.1.5");
        Assert.Equal("7.1.5", new ProgramVersions(_folder.File("cache")).Of(_program));
    }

    [Fact]
    public void Of_NoFolder_StartsTheProgramOnce()
    {
        var versions = new ProgramVersions(null);
        Assert.Equal("5.1", versions.Of(_program));
        Assert.Equal("5.1", versions.Of(_program));
        Assert.Equal(1, Starts);
    }

    [Fact]
    public void Of_FolderCannotBeCreated_StartsTheProgram() =>
        Assert.Equal("5.1", new ProgramVersions(Path.Combine(_program, "cache")).Of(_program));

    private void Install(string version)
    {
        File.WriteAllText(
            _program, $"#!/bin/sh\necho started >> {_folder.File("starts")}\necho program version {version} Copyright\n");
        Process.Start("chmod", ["+x", _program]).WaitForExit();
    }
}
