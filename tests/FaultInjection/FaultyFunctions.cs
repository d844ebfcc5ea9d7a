using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using VideoPipeline.Errors;
using VideoPipeline.Functions;
using VideoPipeline.Sources;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Tasks;
using VideoPipeline.Stills.Classification;
using VideoPipeline.Storage;
using VideoPipeline.Workers;

namespace VideoPipeline.FaultInjection;

/// <summary>The functions of the state machine, with a store and a network that fail, and processes that die.</summary>
internal sealed class FaultyFunctions(IStore store, VideoSources sources, Settings settings, FaultSchedule schedule)
    : ITaskInvoker
{
    private static readonly DefaultLambdaJsonSerializer s_json = new();

    private readonly ModelLibrary _models = ModelLibrary.FromStore(sources, settings.Bucket, settings.StoreFolder);

    /// <summary>The errors of functions that have no type of this product, in full.</summary>
    public ConcurrentQueue<string> Untyped { get; } = new();

    /// <inheritdoc/>
    public async Task<JsonData> InvokeAsync(TaskInvocation call, CancellationToken cancellation)
    {
        var (fault, after) = schedule.NextInvocation();
        if (fault == InvocationFault.DiesBefore) throw Died();
        using var death = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (fault == InvocationFault.DiesMeanwhile) death.CancelAfter(after);
        using var ended = new CancellationTokenSource();
        var killer = fault == InvocationFault.FfmpegDies ? KillFfmpegAsync(after, ended.Token) : Task.CompletedTask;
        try
        {
            var result = await RunAsync(call.FunctionName, call.Payload.ToUtf8(), new FunctionContext(death.Token));
            return fault == InvocationFault.DiesAfter ? throw Died() : JsonData.Parse(result);
        }
        catch (OperationCanceledException) when (death.IsCancellationRequested)
        {
            cancellation.ThrowIfCancellationRequested();
            throw Died();
        }
        catch (Exception failure) when (failure is not TaskFailedException)
        {
            if (failure is not (VideoPipelineException or OperationCanceledException)) Untyped.Enqueue(failure.ToString());
            throw new TaskFailedException(failure.GetType().Name, failure.Message);
        }
        finally
        {
            await ended.CancelAsync();
            await killer.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static TaskFailedException Died() => new("Runtime.ExitError", "The process of the function has died (injected).");

    private async Task<byte[]> RunAsync(string function, byte[] payload, ILambdaContext context)
    {
        var (time, analyzers) = (TimeProvider.System, StillAnalyzerRegistry.CreateStandard(_models));
        return function switch
        {
            "IndexFunction" => Bytes(await new IndexFunction(store, sources, settings, time).Index(Read<StepRequest>(), context)),
            "PlanFunction" => Bytes(await new PlanFunction(store, settings, analyzers, time).Plan(Read<StepRequest>(), context)),
            "DecodeFunction" => Bytes(
                await new DecodeFunction(store, sources, analyzers, time).Decode(Read<DecodeRequest>(), context)),
            "ReduceFunction" => Bytes(
                await new ReduceFunction(store, settings, _models, time).Reduce(Read<StepRequest>(), context)),
            _ => throw new ArgumentOutOfRangeException(nameof(function), function, "The clip needs no other function."),
        };

        T Read<T>() => s_json.Deserialize<T>(new MemoryStream(payload));
    }

    private static byte[] Bytes<T>(T value)
    {
        var bytes = new MemoryStream();
        s_json.Serialize(value, bytes);
        return bytes.ToArray();
    }

    // Kills one ffmpeg that this process has started.
    private static async Task KillFfmpegAsync(TimeSpan after, CancellationToken cancellation)
    {
        await Task.Delay(after, cancellation);
        while (!cancellation.IsCancellationRequested)
        {
            foreach (var process in Process.GetProcessesByName("ffmpeg"))
            {
                if (ParentOf(process.Id) != Environment.ProcessId) continue;
                process.Kill();
                return;
            }
            await Task.Delay(1, cancellation);
        }
    }

    private static int ParentOf(int process)
    {
        try
        {
            var parent = File.ReadLines($"/proc/{process}/status")
                .First(line => line.StartsWith("PPid:", StringComparison.Ordinal));
            return int.Parse(parent["PPid:".Length..], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0; // it has ended
        }
    }
}
