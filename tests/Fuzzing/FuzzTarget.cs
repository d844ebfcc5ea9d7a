using System.Diagnostics;
using VideoPipeline.Codecs;
using VideoPipeline.Containers;
using VideoPipeline.Containers.Common;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Testing;
using VideoPipeline.Video;

namespace VideoPipeline.Fuzzing;

/// <summary>What came of one input.</summary>
public enum Reaction
{
    /// <summary>It was indexed.</summary>
    Indexed,

    /// <summary>A failure of the product's own said why not.</summary>
    Refused,

    /// <summary>It was taken for none of the containers.</summary>
    Foreign,
}

/// <summary>What one input took.</summary>
/// <param name="Reaction">What came of it.</param>
/// <param name="Bytes">Allocated, the garbage too.</param>
/// <param name="Time">On the clock.</param>
public readonly record struct Reply(Reaction Reaction, long Bytes, TimeSpan Time);

/// <summary>The parsers: indexes an input as every container, and slices the middle out of what may be cut.</summary>
public static class FuzzTarget
{
    /// <summary>Runs one input.</summary>
    /// <exception cref="Exception">Anything but the product's own failures is a defect.</exception>
    public static Reply Run(byte[] content)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        var reaction = Reaction.Foreign;
        foreach (var container in ContainerFormats.All)
        {
            try
            {
                // Nothing waits in memory, so all of it runs here, on this thread.
                var source = new MemorySource(content);
                if (container.IndexAsync(source, null, CancellationToken.None).GetAwaiter().GetResult()?.Index is not { } index) continue;
                reaction = Reaction.Indexed;
                Slice(source, index);
            }
            catch (VideoPipelineException)
            {
                if (reaction == Reaction.Foreign) reaction = Reaction.Refused;
            }
        }
        return new Reply(reaction, GC.GetAllocatedBytesForCurrentThread() - allocated, Stopwatch.GetElapsedTime(started));
    }

    private static void Slice(IVideoSource source, VideoIndex index)
    {
        if (ContainerFormats.RemuxerOf(index) is not { } format || index.Samples.Count == 0) return;
        var guard = format.Guard(index);
        var middle = index.Samples.Count / 2;
        var first = guard is null
            ? middle
            : format.FindRandomAccessPointAsync(source, index, middle, guard, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        var samples = new SampleRange(first, Math.Min(index.Samples.Count, middle + 10));
        format.WriteAsync(source, index, [samples], Stream.Null, guard, CancellationToken.None).GetAwaiter().GetResult();
    }
}
