using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using VideoPipeline.Errors;
using VideoPipeline.Native.Confinement;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Tests.Native.Confinement;

/// <summary>
/// Checks what a confined process cannot do, with Python in the place of an ffmpeg that a video has taken over.
/// </summary>
public sealed class ConfinedProcessTests
{
    private static readonly ProcessLimits s_limits = new(256L << 20, TimeSpan.FromMinutes(1));

    // The program on PATH may be a script that starts it.
    private static readonly Lazy<string> s_python = new(() =>
    {
        using var process = Process.Start(new ProcessStartInfo("python3", ["-c", "import sys; print(sys.executable)"])
        {
            RedirectStandardOutput = true,
        })!;
        return process.StandardOutput.ReadToEnd().TrimEnd();
    });

    [ProgramFact("python3")]
    public async Task Start_Program_RunsAndItsOutputIsRead() => Assert.Equal("12\n", await OutputAsync("print(3 * 4)"));

    [ProgramTheory("python3")]
    [InlineData("socket.socket(socket.AF_INET, socket.SOCK_STREAM)")]
    [InlineData("socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)")]
    [InlineData("socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)")]
    [InlineData("os.fork()")]
    [InlineData("subprocess.run(['/bin/true'])")]
    [InlineData("os.posix_spawn('/bin/true', ['true'], {})")]
    [InlineData("os.kill(os.getppid(), 0)")]
    public async Task Start_ProgramLeavesItsConfinement_IsNotPermitted(string statement)
    {
        var error = await ErrorAsync($"import os, socket, subprocess; {statement}");
        Assert.StartsWith("PermissionError: [Errno 1]", error, StringComparison.Ordinal);
    }

    [ProgramFact("python3")]
    public async Task Start_ProgramStartsThreads_Runs() => Assert.Equal(
        "7\n", await OutputAsync("import threading; t = threading.Thread(target=lambda: print(7)); t.start(); t.join()"));

    [ProgramFact("python3")]
    public async Task Start_ProgramWritesFile_IsNotWritten()
    {
        using var folder = new TemporaryFolder();
        var error = await ErrorAsync($"open('{folder.File("file")}', 'w').write('x' * 100000)");
        Assert.StartsWith("OSError: [Errno 27]", error, StringComparison.Ordinal); // File too large
        Assert.Equal(0, new FileInfo(folder.File("file")).Length);
    }

    [ProgramFact("python3")]
    public async Task Start_ProgramTakesMemory_FailsToAllocate() =>
        Assert.Equal("MemoryError", await ErrorAsync("x = bytearray(300 << 20)"));

    [ProgramFact("python3")]
    public async Task Start_ProgramTakesProcessorTime_IsKilledAndTold()
    {
        using var process = Start("while True: pass", s_limits with { ProcessorTime = TimeSpan.FromSeconds(1) });
        var result = await process.WaitAsync();
        var exceeded = Assert.Throws<LimitExceededException>(() => result.ThrowIfExceeded("python", "clip.mp4"));
        Assert.Contains(
            "clip.mp4: python was killed, because it used 1 s of processor time", exceeded.Message, StringComparison.Ordinal);
    }

    [ProgramFact("python3")]
    public async Task Start_ProgramWritesErrorsWithoutEnd_KeepsFirstAndLast()
    {
        using var process = Start("import sys\nfor i in range(100000): print(i, 'x' * 5000, file=sys.stderr)", s_limits);
        var errors = (await process.WaitAsync()).Errors;
        Assert.Equal(64, errors.Count);
        Assert.StartsWith("0 x", errors[0], StringComparison.Ordinal);
        Assert.StartsWith("99999 x", errors[^1], StringComparison.Ordinal);
        Assert.All(errors, static line => Assert.True(line.Length <= 1000));
    }

    /// <summary>The filter is that of one thread: this process still has the network and starts processes.</summary>
    [ProgramFact("python3")]
    public async Task Start_ThisProcess_IsNotConfined()
    {
        await OutputAsync("pass");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await Parallel.ForAsync(0, 64, async (_, stop) =>
        {
            using var client = new TcpClient();
            await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint, stop);
        });
        Assert.Equal("0", Status("NoNewPrivs"));
        Assert.Equal("0", Status("Seccomp"));
    }

    private static string Status(string name) => File.ReadLines("/proc/self/status")
        .Single(line => line.StartsWith(name + ":", StringComparison.Ordinal)).Split('\t')[1];

    private static ConfinedProcess Start(string program, ProcessLimits limits) =>
        ConfinedProcess.Start(s_python.Value, $"-c \"{program}\"", limits, readsOutput: true);

    private static async Task<string> OutputAsync(string program)
    {
        using var process = Start(program, s_limits);
        var output = await process.Output.ReadToEndAsync();
        Assert.Equal([], (await process.WaitAsync()).Errors);
        return output;
    }

    private static async Task<string> ErrorAsync(string program)
    {
        using var process = Start(program, s_limits);
        await process.Output.ReadToEndAsync();
        return (await process.WaitAsync()).Errors[^1];
    }
}
