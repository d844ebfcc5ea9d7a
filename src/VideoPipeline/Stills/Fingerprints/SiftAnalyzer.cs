using OpenCvSharp;
using VideoPipeline.Executions;
using VideoPipeline.Npz;
using VideoPipeline.Planning;
using VideoPipeline.Selection;

namespace VideoPipeline.Stills.Fingerprints;

/// <summary>
/// Detects the SIFT keypoints of a frame. Arrays: <c>size</c> (int64, 1×2), the width and height of the frame; <c>keypoints</c>
/// (float32, m×5) and <c>descriptors</c> (uint8, m×128), see <see cref="Keypoints"/>.
/// </summary>
internal sealed class SiftAnalyzer : IStillAnalyzer
{
    /// <summary>The name of the analyzer.</summary>
    public const string Name = "sift";

    private readonly SiftDetector _detector = new();

    /// <inheritdoc/>
    public IReadOnlyList<NpyArray> Analyze(Mat image)
    {
        var gray = GrayImage.Of(image);
        var keypoints = _detector.Detect(gray);
        return
        [
            NpyArray.Of("size", new long[] { gray.Width, gray.Height }, 1, 2),
            NpyArray.Of("keypoints", keypoints.Points, keypoints.Count, Keypoints.PointWidth),
            NpyArray.Of("descriptors", keypoints.Descriptors, keypoints.Count, Keypoints.DescriptorLength),
        ];
    }

    /// <inheritdoc/>
    public void Dispose() => _detector.Dispose();

    /// <summary>Converts results to <c>fingerprints.npz</c>; null if no frame was analyzed.</summary>
    /// <param name="results">The results, ordered by frame; those of other analyzers are ignored.</param>
    public static FingerprintFile? ToFile(IEnumerable<StillResult> results)
    {
        var own = results.Where(result => result.Analyzer == Name).ToList();
        if (own.Count == 0) return null;
        var size = own[0].Array<long>("size").Data;
        return new FingerprintFile((int)size[0], (int)size[1], [.. own.Select(result => new FrameKeypoints(
            result.Frame, new Keypoints(result.Array<float>("keypoints").Data, result.Array<byte>("descriptors").Data)))]);
    }
}

/// <summary>Creates the analyzer that <see cref="ExecutionInput.Fingerprint"/> requests.</summary>
internal sealed class SiftAnalyzerFactory : IStillAnalyzerFactory
{
    /// <inheritdoc/>
    public Task<PreparedStillAnalyzer?> PrepareAsync(ExecutionInput input, CancellationToken cancellation)
    {
        if (!input.Fingerprint && input.FingerprintEvery is null) return Task.FromResult<PreparedStillAnalyzer?>(null);
        var interval = input.FingerprintEvery is { } every ? SamplingInterval.Parse(every, "fingerprintEvery") : null;
        var spec = new StillAnalyzerSpec(SiftAnalyzer.Name, $"{SiftDetector.Version}", interval) { IncludesChangedFrames = true };
        return Task.FromResult<PreparedStillAnalyzer?>(new PreparedStillAnalyzer(spec, () => new SiftAnalyzer()));
    }
}
