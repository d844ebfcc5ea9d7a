using System.Diagnostics;
using VideoPipeline.Containers;
using VideoPipeline.Containers.Common;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Testing;
using VideoPipeline.Video;

namespace VideoPipeline.Fuzzing;

/// <summary>How the parsers handled an input.</summary>
public enum ParserResult
{
    /// <summary>It was indexed.</summary>
    Indexed,

    /// <summary>It was rejected with a typed exception.</summary>
    Rejected,

    /// <summary>No container format recognized it.</summary>
    NotRecognized,
}

/// <summary>The result of one input.</summary>
/// <param name="Reaction">How the parsers handled it.</param>
/// <param name="Bytes">The allocated bytes, including collected ones.</param>
/// <param name="Time">The elapsed time.</param>
public readonly record struct FuzzResult(ParserResult Reaction, long Bytes, TimeSpan Time);

/// <summary>Runs the parsers: indexes an input with every container format, and remuxes samples from its middle.</summary>
public static class FuzzTarget
{
    /// <summary>Runs one input.</summary>
    /// <exception cref="Exception">Any other exception than a <see cref="VideoPipelineException"/> is a bug.</exception>
    public static FuzzResult Run(byte[] content)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        var reaction = ParserResult.NotRecognized;
        foreach (var container in ContainerFormats.All)
        {
            try
            {
                // A MemorySource completes synchronously, so all work runs on this thread.
                var source = new MemorySource(content);
                var indexing = container.IndexAsync(source, null, CancellationToken.None);
                if (indexing.GetAwaiter().GetResult()?.Index is not { } index) continue;
                reaction = ParserResult.Indexed;
                Remux(source, index);
            }
            catch (VideoPipelineException)
            {
                if (reaction == ParserResult.NotRecognized) reaction = ParserResult.Rejected;
            }
        }
        return new FuzzResult(reaction, GC.GetAllocatedBytesForCurrentThread() - allocated, Stopwatch.GetElapsedTime(started));
    }

    private static void Remux(IVideoSource source, VideoIndex index)
    {
        if (ContainerFormats.GetRemuxer(index) is not { } format || index.Samples.Count == 0) return;
        var guard = format.CreateGuard(index);
        var middle = index.Samples.Count / 2;
        var first = guard is null
            ? middle
            : format.FindRandomAccessPointAsync(source, index, middle, guard, CancellationToken.None)
                .AsTask().GetAwaiter().GetResult();
        var samples = new SampleRange(first, Math.Min(index.Samples.Count, middle + 10));
        format.WriteAsync(source, index, [samples], Stream.Null, guard, CancellationToken.None).GetAwaiter().GetResult();
    }
}
