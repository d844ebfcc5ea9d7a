using System.Globalization;
using Xunit;

namespace VideoPipeline.Local.Tests.Functions;

/// <summary>The behavior of isolated functions only: their processes can exit and be killed.</summary>
public sealed class IsolatedFunctionTests
{
    [Theory]
    [InlineData(3, "Runtime exited with error: exit status 3")]
    [InlineData(0, "Runtime exited without providing a reason")]
    public async Task Invoke_ProcessThatExits_ErrorOfLambda(int code, string reason)
    {
        await using var host = new SampleHost(isolated: true);

        var failure = await host.AssertFailsAsync("Exit", code.ToString(CultureInfo.InvariantCulture));

        Assert.Equal("Runtime.ExitError", failure.ErrorType);
        Assert.Matches($"^RequestId: [0-9a-f-]{{36}} Error: {reason}$", failure.ErrorMessage);
    }

    [Fact]
    public async Task Invoke_AfterProcessExited_StartsNewProcess()
    {
        await using var host = new SampleHost(isolated: true);
        await host.AssertFailsAsync("Exit", "1");

        Assert.EndsWith("exit status 2", (await host.AssertFailsAsync("Exit", "2")).ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invoke_WithSandboxProgram_StartsItWithTheHandler()
    {
        await using var host = new SampleHost(isolated: true, sandbox: "/bin/echo");
        var started = host.WaitForLineAsync(SampleHost.Template.Functions["Exit"].Handler);

        Assert.Equal("Runtime.ExitError", (await host.AssertFailsAsync("Exit", "1")).ErrorType);

        Assert.Equal(SampleHost.Template.Functions["Exit"].Handler, await started);
    }

    [Fact]
    public async Task Invoke_Cancelled_KillsTheProcess()
    {
        await using var host = new SampleHost(isolated: true);
        using var cancellation = new CancellationTokenSource();
        var started = host.WaitForLineAsync("started");
        var invocation = host.InvokeAsync("RunForEver", "{}", cancellation.Token);
        var process = await started;

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => invocation);
        Assert.False(IsAlive(process.Split(' ')[1]));
    }

    [Fact]
    public async Task Dispose_RunningInvocation_KillsTheProcess()
    {
        var host = new SampleHost(isolated: true);
        var started = host.WaitForLineAsync("started");
        var invocation = host.InvokeAsync("RunForEver", "{}");
        var process = await started;

        await host.DisposeAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => invocation);
        Assert.False(IsAlive(process.Split(' ')[1]));
    }

    [Theory]
    [InlineData("true", "Runtime.ExitError")]
    [InlineData("false", "Sandbox.Timedout")]
    public async Task Invoke_ProcessWithChild_KillsBoth(string thenExit, string error)
    {
        await using var host = new SampleHost(isolated: true);
        var child = host.WaitForLineAsync("child");

        Assert.Equal(error, (await host.AssertFailsAsync("Spawn", thenExit)).ErrorType);
        var process = await child;

        // A killed process may take a moment to disappear.
        Assert.True(SpinWait.SpinUntil(() => !IsAlive(process.Split(' ')[1]), TimeSpan.FromSeconds(10)));
    }

    // A zombie (state Z in proc(5)) is not alive.
    internal static bool IsAlive(string process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[stat.LastIndexOf(')')..] is [_, _, not 'Z', ..];
        }
        catch (IOException)
        {
            return false;
        }
    }
}
