using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Layers.Tests;

/// <summary>The scripts in <c>layers/</c> that check and feed a build.</summary>
public sealed class BuildScriptsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("SAM CLI, version 1.151.0", 0)]
    [InlineData("SAM CLI, version 1.170.0", 0)]
    [InlineData("SAM CLI, version 2.0", 0)]
    [InlineData("SAM CLI, version 1.150.1", 1)]
    [InlineData("SAM CLI, version 1.99.0", 1)]
    [InlineData("SAM CLI", 1)]
    [SupportedOSPlatform("linux")]
    public void CheckSam_Version_MustBeRecentEnough(string version, int code)
    {
        var sam = _folder.Write("sam", Encoding.UTF8.GetBytes($"#!/bin/sh\necho '{version}'\n"));
        File.SetUnixFileMode(sam, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var (actual, errors) = Run(Script("check-sam"), $"{_folder.Root}:/usr/bin:/bin");

        Assert.Equal(code, actual);
        Assert.Equal(code == 1, errors.Contains("SAM CLI", StringComparison.Ordinal));
    }

    // A container has a copy of the ContentUri only.
    [Fact]
    public void CheckSam_CopyOfLayers_FailsWithAdvice()
    {
        var layers = Directory.CreateDirectory(_folder.File("layers")).FullName;
        File.Copy(Script("check-sam"), Path.Combine(layers, "check-sam"));

        var (code, errors) = Run(Path.Combine(layers, "check-sam"), "/usr/bin:/bin");

        Assert.Equal(1, code);
        Assert.Contains("--use-container is not supported", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Mirrors_Last_KeepsAllVersions()
    {
        using var process = Start(Script("mirrors"), "/usr/bin:/bin");
        var mirrors = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(mirrors.Distinct(), mirrors);
        Assert.Matches("^https://snapshot.debian.org/archive/debian/[0-9]{8}T[0-9]{6}Z$", mirrors[^1]);
    }

    private static string Script(string name) => Path.Combine(Repository.Root, "layers", name);

    private static (int Code, string Errors) Run(string script, string path)
    {
        using var process = Start(script, path);
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, errors);
    }

    private static Process Start(string script, string path) => Process.Start(new ProcessStartInfo("/bin/bash", [script])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment = { ["PATH"] = path },
    })!;
}
