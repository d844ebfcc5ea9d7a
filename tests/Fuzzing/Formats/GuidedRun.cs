using System.Diagnostics;

namespace VideoPipeline.Fuzzing.Formats;

/// <summary>Runs this program again with the product's assemblies instrumented by SharpFuzz.</summary>
internal static class GuidedRun
{
    private static readonly string[] s_instrumented =
        ["VideoPipeline.dll", "VideoPipeline.StatesLanguage.dll", "VideoPipeline.Functions.dll"];

    /// <summary>Copies the program, instruments the copy and runs it.</summary>
    /// <returns>Its exit code.</returns>
    public static int Start(IEnumerable<string> arguments)
    {
        var folder = Directory.CreateTempSubdirectory("videopipeline-fuzzing-").FullName;
        try
        {
            foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(folder, Path.GetRelativePath(AppContext.BaseDirectory, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
            foreach (var assembly in s_instrumented)
                SharpFuzz.Fuzzer.Instrument(Path.Combine(folder, assembly), static _ => true, SharpFuzz.Options.Value);
            using var process = Process.Start("dotnet", [Path.Combine(folder, "Fuzzing.dll"), "instrumented", .. arguments]);
            process.WaitForExit();
            return process.ExitCode;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
