using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.EndToEnd;

/// <summary>Runs <c>layers/fetch-packages</c> and NuGet with incomplete feeds, which are folders of packages.</summary>
public sealed class PackageFeedTests : IDisposable
{
    private static readonly (string Id, string Version)[] s_replaceable =
    [
        ("AWSSDK.StepFunctions", "4.0.2.10"), ("Amazon.Lambda.APIGatewayEvents", "3.0.0"), ("Amazon.Lambda.Annotations", "2.3.0"),
        ("Amazon.Lambda.Core", "3.2.0"), ("Amazon.Lambda.RuntimeSupport", "2.1.2"),
        ("Amazon.Lambda.Serialization.SystemTextJson", "3.0.0"),
    ];

    private readonly TemporaryFolder _folder = new();

    public PackageFeedTests()
    {
        string[] files =
        [
            "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json",
            "layers/fetch-packages",
        ];
        foreach (var file in files) Copy(file);
        var substitutes = Path.Combine(Repository.Root, "src", "Substitutes");
        foreach (var project in Directory.EnumerateFiles(substitutes, "*.csproj", SearchOption.AllDirectories))
            Copy(Path.GetRelativePath(Repository.Root, project));
        Directory.CreateDirectory(_folder.File("feed"));
        File.WriteAllText(_folder.File("NuGet.config"), """
            <configuration><packageSources><clear /><add key="feed" value="feed" /></packageSources></configuration>
            """);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void FetchPackages_FeedHasSome_ReplacesTheOthers()
    {
        Publish("Amazon.Lambda.Core", "3.2.0");
        Publish("Amazon.Lambda.RuntimeSupport", "2.1.3"); // newer than the pinned version: does not count
        var (code, output) = Run("layers/fetch-packages");
        Assert.True(code == 0, output);
        var absent = s_replaceable.Select(package => package.Id).Where(id => id != "Amazon.Lambda.Core");
        Assert.Contains($"does not have {string.Join(' ', absent)} in the pinned versions", output, StringComparison.Ordinal);
        var props = File.ReadAllText(_folder.File(".build/packages/feed.props"));
        Assert.Equal(absent, s_replaceable
            .Select(package => package.Id)
            .Where(id => props.Contains($"AbsentPackage Include=\"{id}\"", StringComparison.Ordinal)));
        Assert.Contains("<UsesSubstitutes>some<", props, StringComparison.Ordinal);
    }

    [Fact]
    public void FetchPackages_FeedHasAll_ReplacesNone()
    {
        foreach (var (id, version) in s_replaceable) Publish(id, version);
        var (code, output) = Run("layers/fetch-packages");
        Assert.True(code == 0, output);
        Assert.DoesNotContain("substitutes", output, StringComparison.Ordinal);
        var props = File.ReadAllText(_folder.File(".build/packages/feed.props"));
        Assert.Contains("<UsesSubstitutes>none<", props, StringComparison.Ordinal);
        Assert.DoesNotContain("AbsentPackage", props, StringComparison.Ordinal);
        // The second call finds the result of the first.
        Assert.Equal((0, ""), Run("layers/fetch-packages"));
    }

    [Fact]
    public void Restore_OnlyANewerVersion_IsError()
    {
        Publish("FFMpegCore", "6.0.1");
        var (code, output) = Restore("FFMpegCore", "-p:Substitutes=never");
        Assert.NotEqual(0, code);
        Assert.Contains("error NU1603", output, StringComparison.Ordinal);
        Assert.Contains("FFMpegCore 6.0.1", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Restore_FeedNotChecked_MessageNamesFetchPackages()
    {
        Publish("FFMpegCore", "6.0.0");
        var (code, output) = Restore("FFMpegCore");
        Assert.NotEqual(0, code);
        Assert.Contains("error VP0001", output, StringComparison.Ordinal);
        Assert.Contains("layers/fetch-packages", output, StringComparison.Ordinal);
    }

    private (int Code, string Output) Restore(string package, params string[] options)
    {
        Directory.CreateDirectory(_folder.File("project"));
        File.WriteAllText(_folder.File("project/project.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk"><ItemGroup><PackageReference Include="{package}" /></ItemGroup></Project>
            """);
        return Run("dotnet", ["restore", _folder.File("project/project.csproj"), .. options]);
    }

    private void Copy(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(file))!);
        File.Copy(Path.Combine(Repository.Root, file), _folder.File(file));
    }

    private void Publish(string id, string version)
    {
        using var package = ZipFile.Open(_folder.File($"feed/{id}.{version}.nupkg"), ZipArchiveMode.Create);
        using var nuspec = new StreamWriter(package.CreateEntry($"{id}.nuspec").Open(), Encoding.UTF8);
        nuspec.Write($"""
            <package>
              <metadata>
                <id>{id}</id><version>{version}</version><authors>tests</authors><description>Empty.</description>
              </metadata>
            </package>
            """);
    }

    private (int Code, string Output) Run(string program, params string[] arguments)
    {
        var path = program.Contains('/') ? _folder.File(program) : program;
        using var process = Process.Start(new ProcessStartInfo(path, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = _folder.Root,
            Environment =
            {
                ["NUGET_PACKAGES"] = _folder.File("cache"),
                ["DOTNET_CLI_UI_LANGUAGE"] = "en",
                ["MSBUILDDISABLENODEREUSE"] = "1",
            },
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, errors + output.Result);
    }
}
