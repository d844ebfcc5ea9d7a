using System.Diagnostics;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.EndToEnd;

/// <summary>What is deployed, in a copy of Lambda's environment.</summary>
public sealed class LayersTests
{
    [BuiltLayerFact("function", "ffmpeg", "opencv", AsRoot = true)]
    public async Task Try_Sample_GivesTheSameBytesAsOutside()
    {
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(Repository.Root, "layers", "try"))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.True(process.ExitCode == 0, errors);
        Assert.Contains("frames.npz mean.png contact-sheet.jpg are the same bytes inside and outside", await output, StringComparison.Ordinal);
    }
}
