using System.Diagnostics;
using VideoPipeline.EndToEnd.Definition;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.EndToEnd;

/// <summary>Uses the library as another program does: from its project and from its package.</summary>
public sealed class LibraryTests : IDisposable
{
    private readonly Command _command = new();

    [Fact]
    public async Task Sample_NumberedVideo_ReadsTheSelectedFramesAndSavesTheFilesOfARun()
    {
        var video = await NumberedVideo.GetByName("h264-open.mp4").FileAsync();
        var output = Run(SampleProgram, video, "sample");
        var run = await _command.RunAsync("run", video, "--frames-per-range", "20", "--out", "run");

        Assert.Equal(["frame 0", "frame 10", "frame 20"], output.Split('\n').Where(line => line.StartsWith("frame "))
            .Select(line => line.Split(" at ")[0]));
        Assert.Equal(0, run.ExitCode);
        ResultFiles.AssertSame(Path.Combine(_command.Folder, "run"), Path.Combine(_command.Folder, "sample"));
    }

    [Fact]
    public async Task Package_InANewProgram_AnalyzesAVideo()
    {
        var packages = Path.Combine(_command.Folder, "packages");
        Run("pack", Path.Combine(Repository.Root, "src", "VideoPipeline"), "--no-build", "--configuration", "Release",
            "--output", packages, "--nologo");
        var program = Directory.CreateDirectory(Path.Combine(_command.Folder, "program")).FullName;
        File.Copy(Path.Combine(Repository.Root, "samples", "AnalyzeVideo", "Program.cs"), Path.Combine(program, "Program.cs"));
        await File.WriteAllTextAsync(Path.Combine(program, "program.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <RestoreAdditionalProjectSources>{packages}</RestoreAdditionalProjectSources>
                <RestorePackagesPath>{Path.Combine(_command.Folder, "cache")}</RestorePackagesPath>
                <RestoreFallbackFolders>{PackageCache}</RestoreFallbackFolders>
              </PropertyGroup>
              <ItemGroup><PackageReference Include="VideoPipeline" Version="0.1.0" /></ItemGroup>
            </Project>
            """);
        Run("build", program, "--output", Path.Combine(program, "out"), "--nologo", "-nodeReuse:false");

        var video = await NumberedVideo.GetByName("h264-closed.mp4").FileAsync();
        Run(Path.Combine(program, "out", "program.dll"), video, "results");

        Assert.All(ResultFiles.Names, file => Assert.NotEmpty(Read("results", file)));
    }

    public void Dispose() => _command.Dispose();

    private static string SampleProgram =>
        Path.Combine(Repository.Root, "samples", "AnalyzeVideo", "bin", "Release", "net10.0", "AnalyzeVideo.dll");

    private static string PackageCache => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private byte[] Read(string folder, string file) => File.ReadAllBytes(Path.Combine(_command.Folder, folder, file));

    private string Run(params string[] arguments) =>
        Programs.Output(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = _command.Folder });
}
