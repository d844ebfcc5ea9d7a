using System.Diagnostics;
using VideoPipeline.Decoding.Selected;
using VideoPipeline.Errors;
using VideoPipeline.Indexing;
using VideoPipeline.Native;
using VideoPipeline.Selection;
using VideoPipeline.Sources.Files;
using VideoPipeline.Testing;

namespace VideoPipeline.Fuzzing.Differential;

/// <summary>The result of the comparison of a video.</summary>
public enum Verdict
{
    /// <summary>The frames, split where the index allows it, equal those of ffmpeg.</summary>
    Same,

    /// <summary>The video is unsplittable, and ffmpeg decodes it as a whole.</summary>
    Unsplittable,

    /// <summary>Neither the product nor ffmpeg decodes a frame.</summary>
    Rejected,

    /// <summary>A typed exception, where ffmpeg decodes frames but reports errors.</summary>
    RejectedDamaged,

    /// <summary>ffmpeg rejects the file because of tables that the video does not need; the product decodes frames.</summary>
    AcceptedOnlyHere,

    /// <summary>A difference.</summary>
    Different,
}

/// <summary>Compares the frames of the product with a sequential decode by the same ffmpeg with one thread.</summary>
public static class Comparison
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(20);

    /// <summary>Compares the frames of a file from a random one to the last.</summary>
    /// <param name="path">The file.</param>
    /// <param name="workFolder">A folder for temporary files.</param>
    /// <param name="random">Selects the first frame.</param>
    /// <returns>The verdict and the difference.</returns>
    public static async Task<(Verdict Verdict, string What)> RunAsync(string path, string workFolder, Random random)
    {
        var (expected, errors, rejected) = await SequentialAsync(path);
        var first = expected.Count == 0 ? 0 : random.Next(expected.Count);
        using var timeout = new CancellationTokenSource(s_timeout);
        var taken = new CollectedFrames();
        try
        {
            await using var source = FileSource.Open(path);
            var index = await Indexer.ReadAsync(source, workFolder, timeout.Token);
            if (index.UnsplittableReason is not null && random.Next(8) > 0) return (Verdict.Unsplittable, "");
            var extractor = new FrameExtractor(source, index, processors: 1);
            await extractor.ExtractAsync(FrameSelection.FromRange($"{first}:"), taken, timeout.Token);
        }
        catch (VideoPipelineException failure)
        {
            if (expected.Count == 0) return (Verdict.Rejected, "");
            return errors.Length > 0 || IsListed(failure)
                ? (Verdict.RejectedDamaged, "")
                : (Verdict.Different, $"ffmpeg decodes {expected.Count} frames; {failure.GetType().Name}: {failure.Message}");
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return (Verdict.Different, $"takes over {s_timeout.TotalSeconds} s");
        }
        if (expected.Count == 0 && rejected) return (Verdict.AcceptedOnlyHere, "");
        var difference = errors.Length == 0 ? Difference(taken, expected, first) : DifferenceOfDamaged(taken, expected);
        return difference is null ? (Verdict.Same, "") : (Verdict.Different, difference);
    }

    // docs/decoder-state.md lists what is rejected although ffmpeg decodes some frames.
    private static bool IsListed(VideoPipelineException failure) =>
        failure is LimitExceededException
        || (failure is CorruptVideoException && failure.Message.Contains("truncated", StringComparison.Ordinal));

    private static async Task<(IReadOnlyList<ExpectedFrame> Frames, string Errors, bool Rejected)> SequentialAsync(string path)
    {
        using var process = Process.Start(new ProcessStartInfo(FfmpegBinaries.Ffmpeg,
            ["-nostdin", "-v", "level+warning", "-threads", "1", "-copyts", "-i", path, "-map", "0:v:0",
             "-fps_mode", "passthrough", "-enc_time_base", "-1", "-pix_fmt", "rgb24", "-f", "framemd5", "-"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var timeout = new CancellationTokenSource(s_timeout);
        await using var end = timeout.Token.Register(process.Kill);
        var log = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var frames = new List<ExpectedFrame>();
        foreach (var frame in SequentialDecode.Parse(await process.StandardOutput.ReadToEndAsync(CancellationToken.None)))
        {
            // NUT requires increasing time stamps: a frame that is not later than the previous one may be shifted to one tick
            // after it (docs/decoder-state.md).
            var latest = frames.Count == 0 ? frame.Pts : Math.Max(frame.Pts, frames[^1].Latest + 1);
            frames.Add(new ExpectedFrame(frame.Pts, latest, frame.Md5));
        }
        await process.WaitForExitAsync(CancellationToken.None);
        // The only relevant warning is that of a concealed frame.
        var damage = (await log).Split('\n').Where(line =>
            !line.Contains("[warning]", StringComparison.Ordinal) ||
            line.Contains("corrupt decoded frame", StringComparison.Ordinal));
        return (frames, string.Join('\n', damage).Trim(), process.ExitCode != 0);
    }

    private readonly record struct ExpectedFrame(long Pts, long Latest, string Md5)
    {
        public bool IsShownAt(long pts) => pts >= Pts && pts <= Latest;
    }

    private static string? Difference(CollectedFrames taken, IReadOnlyList<ExpectedFrame> expected, int first)
    {
        for (var place = 0; place < expected.Count - first; place++)
        {
            var number = first + place;
            if (!taken.ByPosition.TryGetValue(place, out var actual))
                return $"frame {number} of {expected.Count} is missing; the output has {taken.ByPosition.Count} frames";
            var frame = expected[number];
            if (actual.Number != number || !frame.IsShownAt(actual.Frame.Pts))
                return $"frame {number} of {expected.Count} has the time stamp {frame.Pts}; " +
                    $"the output has frame {actual.Number} at {actual.Frame.Pts}";
            if (actual.Frame.Md5 != frame.Md5) return $"frame {number} of {expected.Count}, at {frame.Pts}, has other pixels";
        }
        return taken.ByPosition.Count > expected.Count - first
            ? $"the output has {taken.ByPosition.Count} frames instead of {expected.Count - first}"
            : null;
    }

    // Frames that cannot be decoded keep their numbers, and the concealment depends on the number of decoder threads.
    private static string? DifferenceOfDamaged(CollectedFrames taken, IReadOnlyList<ExpectedFrame> expected) =>
        taken.ByPosition.Values
        .Where(actual => !expected.Any(frame => frame.IsShownAt(actual.Frame.Pts)))
        .OrderBy(actual => actual.Number)
        .Select(actual => $"the output has frame {actual.Number} at {actual.Frame.Pts}, where ffmpeg has none")
        .FirstOrDefault();
}
