using System.Diagnostics;
using System.Globalization;
using VideoPipeline.Testing;

namespace VideoPipeline.Benchmarks.Running;

/// <summary>Runs the command and its peers.</summary>
internal static class Programs
{
    private static readonly string s_python = Environment.GetEnvironmentVariable("PYTHON") ?? "/usr/bin/python3";
    private static readonly string s_tools = Path.Combine(Repository.Root, "..", "shared", "tools");

    /// <summary>Runs <c>videopipeline</c> in a folder; returns its standard output.</summary>
    public static Task<string> VideopipelineAsync(string folder, params string[] arguments) =>
        RunAsync(Path.Combine(Repository.Root, "videopipeline"), arguments, folder);

    /// <summary>Runs <c>videopipeline run</c> with a store of its own, so that nothing is reused.</summary>
    public static Subject Analysis(BenchmarkContext context, string video, params string[] options) =>
        Subject.Timed("videopipeline", async () =>
        {
            var folder = Directory.CreateDirectory(context.Folder.File(Guid.NewGuid().ToString("N"))).FullName;
            await VideopipelineAsync(folder, ["run", video, .. options]);
            Directory.Delete(folder, recursive: true);
        });

    /// <summary>ffmpeg that decodes a video and does nothing with the frames, with its default threads.</summary>
    public static Subject Decoding(string video)
    {
        string[] arguments = ["-nostdin", "-v", "error", "-i", video, "-map", "0:v:0", "-f", "null", "-"];
        return Subject.Timed("ffmpeg decoding", () => RunAsync("ffmpeg", arguments));
    }

    /// <summary>Whether Python has a module.</summary>
    public static async Task<bool> HasModuleAsync(string name)
    {
        try
        {
            await RunAsync(s_python, ["-c", $"import {name}"]);
            return true;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    /// <summary>
    /// A script of the peers in <c>../shared/tools</c>. It prints its seconds, which do not have the start of Python and its
    /// imports.
    /// </summary>
    public static Subject Peer(string name, string script, params string[] arguments) => new(name, async () =>
    {
        var output = await RunAsync(s_python, [Path.Combine(s_tools, script), .. arguments]);
        var words = output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return double.Parse(words[Array.IndexOf(words, "s") - 1], CultureInfo.InvariantCulture);
    });

    /// <summary>Runs Python code; returns its standard output.</summary>
    public static Task<string> PythonAsync(string code, params string[] arguments) =>
        RunAsync(s_python, ["-c", code, .. arguments]);

    /// <summary>Runs a program; returns its standard output.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments, string? folder = null)
    {
        using var process = Start(program, arguments, folder);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with exit code {process.ExitCode}: {await errors}");
        return await output;
    }

    /// <summary>Runs a program, and returns the largest sum of the resident memory of it and all its descendants.</summary>
    public static async Task<double> PeakMegabytesAsync(string program, IEnumerable<string> arguments, string folder)
    {
        using var process = Start(program, arguments, folder);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var peak = 0L;
        while (!process.HasExited)
        {
            peak = Math.Max(peak, ProcessTreeMemory.Measure(process.Id));
            await Task.Delay(10);
        }
        await Task.WhenAll(output, errors);
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program}: {await errors}");
        return peak / 1e6;
    }

    private static Process Start(string program, IEnumerable<string> arguments, string? folder) =>
        Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder ?? Path.GetTempPath(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
}
