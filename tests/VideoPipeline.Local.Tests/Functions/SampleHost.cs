using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using VideoPipeline.Local.Functions;
using VideoPipeline.Local.Functions.Templates;
using VideoPipeline.Testing;

namespace VideoPipeline.Local.Tests.Functions;

/// <summary>A host of the sample functions, of either kind, and what they log.</summary>
internal sealed class SampleHost : IAsyncDisposable
{
    private readonly IFunctionInvoker _invoker;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<string>> _awaited = new();

    public SampleHost(bool isolated, SamTemplate? template = null, IReadOnlyDictionary<string, string>? environment = null, string? sandbox = null)
    {
        var options = new FunctionHostOptions
        {
            Template = template ?? Template,
            Environment = environment ?? new Dictionary<string, string>(),
            Sandbox = sandbox,
            Log = line => Line(line.Text),
            CountFrames = frames => Frames += frames,
        };
        _invoker = isolated ? new IsolatedFunctionHost(options) : new FunctionHost(options);
    }

    public static SamTemplate Template { get; } =
        SamTemplate.Load(Path.Combine(Repository.Root, "tests", "Fixtures", "SampleFunctions", "template.yaml"));

    /// <summary>Frames that were said to be analysed.</summary>
    public long Frames { get; private set; }

    /// <summary>The first line that has <paramref name="word"/> in it, from there on.</summary>
    public Task<string> Logged(string word) => _awaited.GetOrAdd(word, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public async Task<string> InvokeAsync(string function, string json, CancellationToken cancellation = default) =>
        Encoding.UTF8.GetString(await _invoker.InvokeAsync(function, Encoding.UTF8.GetBytes(json), cancellation));

    public async Task<T> InvokeAsync<T>(string function, string json) => JsonSerializer.Deserialize<T>(await InvokeAsync(function, json))!;

    /// <summary>The failure of an invocation that is to fail.</summary>
    public async Task<FunctionFailedException> FailureAsync(string function, string json) =>
        await Xunit.Assert.ThrowsAsync<FunctionFailedException>(() => InvokeAsync(function, json));

    public ValueTask DisposeAsync() => _invoker.DisposeAsync();

    private void Line(string text)
    {
        foreach (var (word, found) in _awaited)
        {
            var start = text.IndexOf(word, StringComparison.Ordinal);
            if (start >= 0) found.TrySetResult(text[start..]);
        }
    }
}
