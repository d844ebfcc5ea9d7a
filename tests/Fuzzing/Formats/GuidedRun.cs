using System.Diagnostics;
using VideoPipeline.Native;

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
            var start = new ProcessStartInfo("dotnet", [Path.Combine(folder, "Fuzzing.dll"), "instrumented", .. arguments]);
            // The library is not copied.
            start.Environment.TryAdd(
                OpenCvLibrary.FolderVariable, Path.Combine(Testing.Repository.Root, ".build", "native"));
            using var process = Process.Start(start)!;
            process.WaitForExit();
            return process.ExitCode;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
