using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using VideoPipeline.Functions;

namespace SampleFunctions;

/// <summary>An input with members of several types.</summary>
public sealed record Shape(int Number, string? Text, IReadOnlyList<double>? List, Shape? Inner);

/// <summary>Two numbers.</summary>
public sealed record Pair(int A, int B);

/// <summary>What a function reads from its context and its services.</summary>
public sealed record Facts(string Function, string RequestId, int MemorySize, double RemainingSeconds, Guid Instance, Guid Scope);

/// <summary>Thrown by <see cref="Samples.Fail"/>.</summary>
public sealed class SampleFailedException(string message, Exception inner) : Exception(message, inner);

public sealed class Samples(Greeting greeting)
{
    private static readonly Dictionary<string, TaskCompletionSource> s_meetings = [];

    private readonly Guid _instance = Guid.NewGuid();

    [LambdaFunction]
    public int Add(Pair pair) => pair.A + pair.B;

    [LambdaFunction]
    public Task<JsonElement> Echo(JsonElement input) => Task.FromResult(input);

    [LambdaFunction]
    public Task<Shape> Reshape(Shape input) => Task.FromResult(input);

    [LambdaFunction]
    public Task<string> Greet(string name) => Task.FromResult($"{greeting.Word} {name}");

    [LambdaFunction]
    public Task Nothing() => Task.CompletedTask;

    [LambdaFunction]
    public Task<Facts> Describe(ILambdaContext context, [FromServices] Scope service) => Task.FromResult(new Facts(
        context.FunctionName,
        context.AwsRequestId,
        context.MemoryLimitInMB,
        context.RemainingTime.TotalSeconds,
        _instance,
        service.Id));

    [LambdaFunction]
    public void Count(long frames, ILambdaContext context) => (context as IFrameCounter)?.Count(frames);

    [LambdaFunction]
    public async Task Fail(string message)
    {
        await Task.Yield();
        throw new SampleFailedException(message, new InvalidOperationException("the reason"));
    }

    /// <summary>Returns when a second invocation of the same place runs, which requires a second sandbox.</summary>
    [LambdaFunction]
    public async Task<Guid> Meet(string place)
    {
        TaskCompletionSource meeting;
        lock (s_meetings)
        {
            if (s_meetings.Remove(place, out var waiting)) (meeting = waiting).SetResult();
            else s_meetings[place] = meeting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        await meeting.Task;
        return _instance;
    }

    /// <summary>Runs until its token is cancelled. Logs its process ID when it starts, and that it stopped.</summary>
    [LambdaFunction]
    public async Task RunForEver(ILambdaContext context)
    {
        using var invocation = InvocationToken.Create(context);
        context.Logger.LogLine($"started {Environment.ProcessId}");
        try
        {
            await Task.Delay(Timeout.Infinite, invocation.Token);
        }
        finally
        {
            context.Logger.LogLine("stopped");
        }
    }

    /// <summary>Runs forever and ignores its token.</summary>
    [LambdaFunction]
    public Task IgnoreToken() => Task.Delay(Timeout.Infinite);

    /// <summary>Starts a child process, logs its ID, and then exits, or runs forever.</summary>
    [LambdaFunction]
    public Task Spawn(bool thenExit, ILambdaContext context)
    {
        using var child = Process.Start("sleep", "600");
        context.Logger.LogLine($"child {child.Id}");
        if (thenExit) Environment.Exit(1);
        return Task.Delay(Timeout.Infinite);
    }

    [LambdaFunction]
    public Task Exit(int code)
    {
        Environment.Exit(code);
        return Task.CompletedTask;
    }

    /// <summary>Ends like a crash in native code.</summary>
    [LambdaFunction]
    public void Crash() => Environment.FailFast("crash");

    /// <summary>Uses native memory until it is killed.</summary>
    [LambdaFunction]
    public Task UseMemory()
    {
        while (true)
        {
            const int Size = 16 << 20, Page = 4096;
            var memory = Marshal.AllocHGlobal(Size);
            for (var at = 0; at < Size; at += Page) Marshal.WriteByte(memory, at, 1);
        }
    }

    /// <summary>Starts a process that uses memory until it is killed.</summary>
    [LambdaFunction]
    public async Task UseMemoryInChild()
    {
        // tail(1) keeps a line until it ends.
        using var child = Process.Start("sh", ["-c", "tail -n 1 /dev/zero"]);
        await child.WaitForExitAsync();
        await Task.Delay(Timeout.Infinite);
    }

    /// <summary>Allocates an array of managed memory and returns its length.</summary>
    [LambdaFunction]
    public int UseManagedMemory(int megabytes) => new byte[megabytes << 20].Length;

    /// <summary>Writes a file into the temporary folder and returns its path.</summary>
    [LambdaFunction]
    public async Task<string> WriteTemporaryFile(int megabytes)
    {
        var path = Path.Combine(Path.GetTempPath(), "file");
        await using (var file = File.Create(path))
        {
            var buffer = new byte[1 << 20];
            for (var i = 0; i < megabytes; i++) await file.WriteAsync(buffer);
        }
        // Whoever measures the folder has the time to do so.
        if (megabytes > 1) await Task.Delay(Timeout.Infinite);
        return path;
    }

    /// <summary>Starts a process in a session of its own, logs its ID, and runs forever.</summary>
    [LambdaFunction]
    public Task Detach(ILambdaContext context)
    {
        using var child = Process.Start("setsid", ["sleep", "600"]);
        context.Logger.LogLine($"child {child.Id}");
        return Task.Delay(Timeout.Infinite);
    }

    [LambdaFunction]
    public string Repeat(int count) => new('x', count);
}
