using OpenCvSharp;
using VideoPipeline.Executions;
using VideoPipeline.Npz;
using VideoPipeline.Planning;
using VideoPipeline.Selection;

namespace VideoPipeline.Stills.Fingerprints;

/// <summary>
/// Finds the keypoints of frames. Of each: <c>size</c> (int64, 1×2), columns and rows of the frame; <c>keypoints</c> (float32, m×5) and
/// <c>descriptors</c> (uint8, m×128), as <see cref="Keypoints"/> has them.
/// </summary>
public sealed class SiftAnalyzer : IStillAnalyzer
{
    /// <summary>The look's name.</summary>
    public const string Name = "sift";

    private readonly SiftDetector _detector = new();

    /// <inheritdoc/>
    public IReadOnlyList<NpyArray> Analyze(Mat picture)
    {
        var grey = GreyImage.Of(picture);
        var keypoints = _detector.Detect(grey);
        return
        [
            NpyArray.Of("size", new long[] { grey.Width, grey.Height }, 1, 2),
            NpyArray.Of("keypoints", keypoints.Places, keypoints.Count, Keypoints.PlaceWidth),
            NpyArray.Of("descriptors", keypoints.Descriptors, keypoints.Count, Keypoints.DescriptorLength),
        ];
    }

    /// <inheritdoc/>
    public void Dispose() => _detector.Dispose();

    /// <summary>What was found, as <c>fingerprints.npz</c>; null where nothing was looked at.</summary>
    /// <param name="findings">Findings, those of other looks too, by frame.</param>
    public static FingerprintFile? ToFile(IEnumerable<StillResult> findings)
    {
        var mine = findings.Where(finding => finding.Analyzer == Name).ToList();
        if (mine.Count == 0) return null;
        var size = mine[0].Array<long>("size").Data;
        return new FingerprintFile((int)size[0], (int)size[1], [.. mine.Select(finding => new FramePoints(
            finding.Frame, new Keypoints(finding.Array<float>("keypoints").Data, finding.Array<byte>("descriptors").Data)))]);
    }
}

/// <summary>The look that <see cref="ExecutionInput.Fingerprint"/> asks for.</summary>
public sealed class SiftAnalyzerFactory : IStillAnalyzerFactory
{
    /// <inheritdoc/>
    public Task<PreparedStillAnalyzer?> PrepareAsync(ExecutionInput input, CancellationToken cancellation)
    {
        if (!input.Fingerprint && input.FingerprintEvery is null) return Task.FromResult<PreparedStillAnalyzer?>(null);
        var interval = input.FingerprintEvery is { } every ? SamplingInterval.Parse(every, "fingerprintEvery") : null;
        var terms = new StillAnalyzerSpec(SiftAnalyzer.Name, $"{SiftDetector.Version}", interval) { IncludesChangedFrames = true };
        return Task.FromResult<PreparedStillAnalyzer?>(new PreparedStillAnalyzer(terms, () => new SiftAnalyzer()));
    }
}
