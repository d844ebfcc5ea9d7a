using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using VideoPipeline.Local.Functions;
using VideoPipeline.Local.Functions.Templates;
using VideoPipeline.Testing;

namespace VideoPipeline.Local.Tests.Functions;

/// <summary>A host of the sample functions, in process or isolated, that records what they log.</summary>
internal sealed class SampleHost : IAsyncDisposable
{
    private readonly IFunctionInvoker _invoker;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<string>> _awaited = new();

    public SampleHost(
        bool isolated, SamTemplate? template = null, IReadOnlyDictionary<string, string>? environment = null,
        string? sandbox = null)
    {
        var options = new FunctionHostOptions
        {
            Template = template ?? Template,
            Environment = environment ?? new Dictionary<string, string>(),
            Sandbox = sandbox,
            Log = line => OnLine(line.Text),
            CountFrames = frames => Frames += frames,
        };
        _invoker = isolated ? FunctionHost.Isolated(options) : FunctionHost.InProcess(options);
    }

    public static SamTemplate Template { get; } =
        SamTemplate.Load(Path.Combine(Repository.Root, "tests", "Fixtures", "SampleFunctions", "template.yaml"));

    /// <summary>The number of frames that functions counted.</summary>
    public long Frames { get; private set; }

    /// <summary>Waits for the first line that contains <paramref name="word"/>. Returns the line from there on.</summary>
    public Task<string> WaitForLineAsync(string word) =>
        _awaited.GetOrAdd(word, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public async Task<string> InvokeAsync(string function, string json, CancellationToken cancellation = default) =>
        Encoding.UTF8.GetString(await _invoker.InvokeAsync(function, Encoding.UTF8.GetBytes(json), cancellation));

    public async Task<T> InvokeAsync<T>(string function, string json) =>
        JsonSerializer.Deserialize<T>(await InvokeAsync(function, json))!;

    /// <summary>Asserts that an invocation fails and returns its exception.</summary>
    public async Task<FunctionFailedException> AssertFailsAsync(string function, string json) =>
        await Xunit.Assert.ThrowsAsync<FunctionFailedException>(() => InvokeAsync(function, json));

    public ValueTask DisposeAsync() => _invoker.DisposeAsync();

    private void OnLine(string text)
    {
        foreach (var (word, found) in _awaited)
        {
            var start = text.IndexOf(word, StringComparison.Ordinal);
            if (start >= 0) found.TrySetResult(text[start..]);
        }
    }
}
