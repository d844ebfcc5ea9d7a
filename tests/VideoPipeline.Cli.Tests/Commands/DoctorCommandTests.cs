using System.Text.Json;
using VideoPipeline.Cli.Tests.Support;
using Xunit;

namespace VideoPipeline.Cli.Tests.Commands;

public sealed class DoctorCommandTests
{
    [Fact]
    public async Task Doctor_Json_ListsProgramsLibraryAndPackages()
    {
        using var session = new Session();
        Assert.Equal(ExitCode.Done, await session.RunAsync("doctor", "--json"));
        var installation = JsonDocument.Parse(session.Output).RootElement;
        foreach (var part in new[] { "ffmpeg", "ffprobe", "opencv" })
        {
            Assert.True(File.Exists(installation.GetProperty(part).GetProperty("path").GetString()));
            Assert.Matches(@"\A\d+\.\d+", installation.GetProperty(part).GetProperty("version").GetString());
        }
        var packages = installation.GetProperty("packages").EnumerateArray()
            .ToDictionary(
                package => package.GetProperty("id").GetString()!, package => package.GetProperty("substitute").GetBoolean());
        Assert.Contains("FFMpegCore", packages.Keys);
        Assert.False(packages["System.CommandLine"]);
        Assert.DoesNotContain("xunit", packages.Keys);
    }
}
