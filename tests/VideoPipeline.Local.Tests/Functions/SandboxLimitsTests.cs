using System.Text.Json;
using Xunit;

namespace VideoPipeline.Local.Tests.Functions;

/// <summary>The limits of isolated functions. The sample functions have 512 MB of memory and of temporary storage.</summary>
public sealed class SandboxLimitsTests
{
    [Theory]
    [InlineData("UseMemory")]
    [InlineData("UseMemoryInChild")]
    public async Task Invoke_MoreMemoryThanConfigured_KilledAsOnLambda(string function)
    {
        await using var host = new SampleHost(isolated: true);
        var logged = host.WaitForLineAsync("Runtime.OutOfMemory");

        var failure = await host.AssertFailsAsync(function, "{}");

        Assert.Equal("Runtime.ExitError", failure.ErrorType);
        Assert.Matches("^RequestId: [0-9a-f-]{36} Error: Runtime exited with error: signal: killed$", failure.ErrorMessage);
        Assert.EndsWith("MemorySize, 512 MB.", await logged, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invoke_MoreManagedMemoryThanConfigured_OutOfMemoryException()
    {
        await using var host = new SampleHost(isolated: true);

        Assert.Equal("104857600", await host.InvokeAsync("UseManagedMemory", "100"));
        Assert.Equal("OutOfMemoryException", (await host.AssertFailsAsync("UseManagedMemory", "600")).ErrorType);
    }

    [Fact]
    public async Task Invoke_TemporaryFolder_IsPrivateAndDeletedWithTheSandbox()
    {
        string path;
        await using (var host = new SampleHost(isolated: true))
        {
            path = JsonSerializer.Deserialize<string>(await host.InvokeAsync("WriteTemporaryFile", "1"))!;
            Assert.NotEqual(Path.GetTempPath().TrimEnd('/'), Path.GetDirectoryName(path));
            Assert.True(Directory.Exists(Path.GetDirectoryName(path)));
        }

        Assert.False(Directory.Exists(Path.GetDirectoryName(path)));
    }

    [Fact]
    public async Task Invoke_FolderOfAProgramThatWasKilled_IsDeleted()
    {
        // No process has an ID above 2^22 (proc(5), pid_max).
        var left = Directory.CreateDirectory(
            Path.Combine(Path.GetTempPath(), $"videopipeline-sandbox-{1 << 23}-{Guid.NewGuid():N}"));
        await using var host = new SampleHost(isolated: true);

        await host.InvokeAsync("Nothing", "{}");

        left.Refresh();
        Assert.False(left.Exists);
    }

    // The file system is full where the kernel allows a private one; elsewhere the function is killed.
    [Fact]
    public async Task Invoke_MoreTemporaryStorageThanConfigured_Fails()
    {
        await using var host = new SampleHost(isolated: true);

        var failure = await host.AssertFailsAsync("WriteTemporaryFile", "520");

        Assert.Contains(failure.ErrorType, new[] { "IOException", "Runtime.ExitError" });
        Assert.Matches("No space left on device|signal: killed", failure.ErrorMessage);
    }

    [Fact]
    public async Task Invoke_Crash_NamesTheSignal()
    {
        await using var host = new SampleHost(isolated: true);

        var failure = await host.AssertFailsAsync("Crash", "{}");

        Assert.Equal("Runtime.ExitError", failure.ErrorType);
        Assert.EndsWith("Runtime exited with error: signal: aborted", failure.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invoke_ResponseLargerThanLambdaAllows_FailsAndTheNextSucceeds()
    {
        await using var host = new SampleHost(isolated: true);

        // A string has two quotes.
        var failure = await host.AssertFailsAsync("Repeat", "6291555");

        Assert.Equal("Function.ResponseSizeTooLarge", failure.ErrorType);
        Assert.Equal(
            "Response payload size exceeded maximum allowed payload size (6291556 bytes).", failure.ErrorMessage);
        Assert.Equal(6291556, (await host.InvokeAsync("Repeat", "6291554")).Length);
    }

    [Fact]
    public async Task Invoke_MoreThanReserved_Throttled()
    {
        await using var host = new SampleHost(isolated: true);
        using var cancellation = new CancellationTokenSource();
        var started = host.WaitForLineAsync("started");
        var first = host.InvokeAsync("Reserved", "{}", cancellation.Token);
        await started;

        var failure = await host.AssertFailsAsync("Reserved", "{}");

        Assert.Equal("Lambda.TooManyRequestsException", failure.ErrorType);
        Assert.StartsWith(
            "Rate Exceeded. (Service: AWSLambda; Status Code: 429; Error Code: TooManyRequestsException; Request ID: ",
            failure.Cause, StringComparison.Ordinal);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
    }

    [Fact]
    public async Task Invoke_ChildThatLeavesTheSession_IsKilledWithIt()
    {
        await using var host = new SampleHost(isolated: true);
        var child = host.WaitForLineAsync("child");

        Assert.Equal("Sandbox.Timedout", (await host.AssertFailsAsync("Detach", "{}")).ErrorType);

        var process = (await child).Split(' ')[1];
        Assert.True(SpinWait.SpinUntil(() => !IsolatedFunctionTests.IsAlive(process), TimeSpan.FromSeconds(10)));
    }
}
