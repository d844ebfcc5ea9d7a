using System.Diagnostics;
using VideoPipeline.Testing;

namespace VideoPipeline.FaultInjection;

/// <summary>
/// Kills <c>videopipeline run</c> with SIGKILL at a system call that writes (strace(1), inject), and runs it again. The store
/// must then be whole, and the results those of a run that was not killed.
/// </summary>
internal sealed class WriteKills : IDisposable
{
    // What changes files. Files are written by pwrite64; write is for pipes and the terminal.
    private static readonly string[] s_calls =
    [
        "pwrite64", "pwritev", "rename", "renameat2", "link", "unlink", "rmdir", "mkdir", "ftruncate", "symlink", "mknodat",
        "fsync",
    ];

    private static readonly string[] s_files = ["summary.json", "frames.npz", "mean.png", "contact-sheet.jpg"];

    private readonly TemporaryFolder _folder = new();

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    /// <summary>Runs the command and kills it, up to <paramref name="kills"/> times at different calls.</summary>
    /// <returns>The number of runs that were killed, and what went wrong.</returns>
    public async Task<(int Killed, IReadOnlyList<string> Violations)> RunAsync(int kills)
    {
        Ffmpeg.Run(
            "-f", "lavfi", "-i", "testsrc2=s=128x96:r=25:d=3", "-c:v", "libx264", "-g", "12", "-pix_fmt", "yuv420p",
            _folder.File("clip.mp4"));
        await RunAsync("clean", []);
        var (killed, violations) = (0, new List<string>());
        // Calls are counted for each thread. The further ones are of the threads that write much.
        for (var number = 1; killed < kills && number <= kills; number++)
        {
            foreach (var call in s_calls)
            {
                var folder = $"{call}-{number}";
                var exit = await RunAsync(
                    folder, ["strace", "-f", "-qq", "-o", "/dev/null", "-e", $"inject={call}:signal=KILL:when={number}"]);
                if (exit == 0) continue;
                killed++;
                var again = await RunAsync(folder, []);
                if (again != 0) violations.Add($"{call} {number}: the rerun ended with {again}");
                else if (s_files.FirstOrDefault(file => !IsSame(folder, file)) is { } file)
                    violations.Add($"{call} {number}: {file} differs");
                Directory.Delete(_folder.File(folder), recursive: true);
                if (killed == kills) break;
            }
        }
        return (killed, violations);
    }

    private bool IsSame(string folder, string file) =>
        File.ReadAllBytes(_folder.File($"{folder}/results/{file}")).AsSpan()
            .SequenceEqual(File.ReadAllBytes(_folder.File($"clean/results/{file}")));

    private async Task<int> RunAsync(string folder, string[] tracer)
    {
        Directory.CreateDirectory(_folder.File(folder));
        string[] command =
        [
            .. tracer, "dotnet", Path.Combine(AppContext.BaseDirectory, "VideoPipeline.Cli.dll"), "run", _folder.File("clip.mp4"),
            "--frames-per-range", "25", "--workers", "2", "--out", "results",
        ];
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = _folder.File(folder),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        await Task.WhenAll(output, errors);
        return process.ExitCode;
    }
}
