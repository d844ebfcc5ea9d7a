using VideoPipeline.Native;

namespace VideoPipeline.Benchmarks.Running;

/// <summary>The versions of the programs that take part.</summary>
internal static class Versions
{
    private static readonly string[] s_modules = ["numpy", "cv2", "av", "scenedetect"];

    /// <summary>The versions by name; what is not installed is left out.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync()
    {
        var own = await Programs.VideopipelineAsync(Path.GetTempPath(), "--version");
        var versions = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["videopipeline"] = own.Trim()["videopipeline ".Length..],
            ["ffmpeg"] = FfmpegBinaries.Version(FfmpegBinaries.Ffmpeg),
            ["OpenCV"] = OpenCvLibrary.Version,
            [".NET"] = Environment.Version.ToString(),
        };
        foreach (var module in s_modules)
        {
            if (!await Programs.HasModuleAsync(module)) continue;
            var version = await Programs.PythonAsync($"import {module}; print({module}.__version__)");
            versions[$"Python {module}"] = version.Trim();
        }
        return versions;
    }
}
