using System.Diagnostics;
using VideoPipeline.Decoding.Selected;
using VideoPipeline.Errors;
using VideoPipeline.Indexing;
using VideoPipeline.Native;
using VideoPipeline.Selection;
using VideoPipeline.Sources.Files;
using VideoPipeline.Testing;
using VideoPipeline.Video;

namespace VideoPipeline.Fuzzing.Differential;

/// <summary>What came of comparing one video.</summary>
public enum Verdict
{
    /// <summary>Cut where the index allows it, the frames are ffmpeg's.</summary>
    Same,

    /// <summary>The index proves nothing: all of it is left to ffmpeg.</summary>
    Whole,

    /// <summary>Neither gives a frame.</summary>
    Refused,

    /// <summary>A typed failure here, where ffmpeg gives frames but complains of the file.</summary>
    RefusedDamage,

    /// <summary>ffmpeg refuses the file, for tables that the video does not need; its frames are given here.</summary>
    ReadNevertheless,

    /// <summary>Something else: a difference.</summary>
    Different,
}

/// <summary>Compares the frames that the product gives with a sequential decode by the same ffmpeg with one thread.</summary>
public static class Comparison
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    /// <summary>Compares a file's frames from a random one to the last.</summary>
    /// <param name="path">The file.</param>
    /// <param name="workFolder">Where a copy may lie.</param>
    /// <param name="random">Chooses the frames.</param>
    /// <returns>The verdict, and what is different.</returns>
    public static async Task<(Verdict Verdict, string What)> RunAsync(string path, string workFolder, Random random)
    {
        var (expected, complaints, refused) = await SequentialAsync(path);
        var first = expected.Count == 0 ? 0 : random.Next(expected.Count);
        using var patience = new CancellationTokenSource(s_patience);
        var taken = new TakenFrames();
        try
        {
            await using var source = FileSource.Open(path);
            var index = await Indexer.ReadAsync(source, workFolder, patience.Token);
            if (index.UnsplittableReason is not null && random.Next(8) > 0) return (Verdict.Whole, "");
            await new FrameExtractor(source, index, processors: 1).ExtractAsync(FrameSelection.FromRange($"{first}:"), taken, patience.Token);
        }
        catch (VideoPipelineException failure)
        {
            if (expected.Count == 0) return (Verdict.Refused, "");
            return complaints.Length > 0 || IsListed(failure)
                ? (Verdict.RefusedDamage, "")
                : (Verdict.Different, $"ffmpeg gives {expected.Count} frames, but: {failure.GetType().Name}: {failure.Message}");
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return (Verdict.Different, $"it takes over {s_patience.TotalSeconds} s");
        }
        if (expected.Count == 0 && refused) return (Verdict.ReadNevertheless, "");
        var what = complaints.Length == 0 ? Difference(taken, expected, first) : DifferenceOfDamaged(taken, expected);
        return what is null ? (Verdict.Same, "") : (Verdict.Different, what);
    }

    // docs/decoder-state.md lists what is refused although ffmpeg gives some of it.
    private static bool IsListed(VideoPipelineException failure) =>
        failure is LimitExceededException
        || (failure is CorruptVideoException && failure.Message.Contains("cut off", StringComparison.Ordinal));

    private static async Task<(IReadOnlyList<ExpectedFrame> Frames, string Complaints, bool Refused)> SequentialAsync(string path)
    {
        using var process = Process.Start(new ProcessStartInfo(FfmpegBinaries.Ffmpeg,
            ["-nostdin", "-v", "level+warning", "-threads", "1", "-copyts", "-i", path, "-map", "0:v:0", "-fps_mode", "passthrough", "-enc_time_base", "-1",
             "-pix_fmt", "rgb24", "-f", "framemd5", "-"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var patience = new CancellationTokenSource(s_patience);
        await using var end = patience.Token.Register(process.Kill);
        var complaints = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var frames = new List<ExpectedFrame>();
        foreach (var frame in SequentialDecode.Parse(await process.StandardOutput.ReadToEndAsync(CancellationToken.None)))
        {
            // Frames travel in a format in which time never stands still: one that is not shown later than the frame before may be
            // told up to a tick after that (docs/decoder-state.md).
            var latest = frames.Count == 0 ? frame.Pts : Math.Max(frame.Pts, frames[^1].Latest + 1);
            frames.Add(new ExpectedFrame(frame.Pts, latest, frame.Md5));
        }
        await process.WaitForExitAsync(CancellationToken.None);
        // Of warnings only that of a picture that was made up.
        var damage = (await complaints).Split('\n').Where(line =>
            !line.Contains("[warning]", StringComparison.Ordinal) || line.Contains("corrupt decoded frame", StringComparison.Ordinal));
        return (frames, string.Join('\n', damage).Trim(), process.ExitCode != 0);
    }

    private readonly record struct ExpectedFrame(long Pts, long Latest, string Md5)
    {
        public bool IsShownAt(long pts) => pts >= Pts && pts <= Latest;
    }

    private static string? Difference(TakenFrames taken, IReadOnlyList<ExpectedFrame> expected, int first)
    {
        for (var place = 0; place < expected.Count - first; place++)
        {
            var number = first + place;
            if (!taken.ByPlace.TryGetValue(place, out var got)) return $"frame {number} of {expected.Count} did not come; {taken.ByPlace.Count} did";
            var wanted = expected[number];
            if (got.Number != number || !wanted.IsShownAt(got.Frame.Pts))
                return $"frame {number} of {expected.Count} is shown at {wanted.Pts}, but {got.Number} came at {got.Frame.Pts}";
            if (got.Frame.Md5 != wanted.Md5) return $"frame {number} of {expected.Count}, at {wanted.Pts}, has another picture";
        }
        return taken.ByPlace.Count > expected.Count - first ? $"{taken.ByPlace.Count} frames came instead of {expected.Count - first}" : null;
    }

    // Frames that cannot be decoded keep their numbers here, and what a decoder paints in their place depends on its threads.
    private static string? DifferenceOfDamaged(TakenFrames taken, IReadOnlyList<ExpectedFrame> expected) => taken.ByPlace.Values
        .Where(got => !expected.Any(one => one.IsShownAt(got.Frame.Pts)))
        .OrderBy(got => got.Number)
        .Select(got => $"frame {got.Number}, at {got.Frame.Pts}, came, but no frame is shown then")
        .FirstOrDefault();
}
