using System.Diagnostics;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.EndToEnd;

/// <summary>Runs the deployment packages in a copy of the Lambda environment.</summary>
public sealed class LayersTests
{
    [BuiltLayerFact("function", "ffmpeg", "opencv", RequiresRoot = true)]
    public async Task Try_Sample_SameBytesAsOutside()
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
        const string Same = "frames.npz mean.png contact-sheet.jpg are the same bytes inside and outside";
        Assert.Contains(Same, await output, StringComparison.Ordinal);
    }
}
