using OpenCvSharp;
using VideoPipeline.Analysis;
using VideoPipeline.Analysis.Frames;
using VideoPipeline.Analysis.Resizing;
using VideoPipeline.Analysis.Statistics;
using VideoPipeline.Benchmarks.Results;
using VideoPipeline.Benchmarks.Running;
using VideoPipeline.Benchmarks.Support;

namespace VideoPipeline.Benchmarks.Measured;

/// <summary>Each part of the analysis of a frame on one thread, and OpenCV's counterparts.</summary>
internal sealed class AnalysisParts : IBenchmark
{
    public string Name => "analysis";

    public string Description => "each part of the analysis of an 854×480 frame on one thread";

    public Task<IReadOnlyList<BenchmarkRow>> RunAsync(BenchmarkContext context)
    {
        const int Width = 854, Height = 480;
        using var frames = new SyntheticFrames(Width, Height);
        var rows = new List<BenchmarkRow>();
        using (var analyzer = new RangeAnalyzer(Width, Height, new AnalysisOptions()))
            Add("all analyzers except sum_bgr", () => analyzer.Add(frames.Next()));
        using (var shared = new AnalysisFrame(Width, Height))
        {
            Add("shared (luma, analysis size, BGR, HSV)", () => shared.Load(frames.Next()));
            foreach (var registration in AnalyzerRegistry.For(new AnalysisOptions(Rgb: true)))
            {
                var analyzer = registration.Create();
                Add(registration.Name, () => analyzer.Add(frames.Next(), shared));
            }
        }

        var analysis = AnalysisSize.Of(Width, Height);
        var statistics = new SampleStatistics();
        Add("statistics of luma", () => statistics.Compute(frames.Next().Luma));
        var histogram = new Histogram();
        Add("histogram of luma", () => histogram.Count(frames.Next().Luma));
        var reduction = new AreaReduction(Width, Height, analysis.Width, analysis.Height);
        var reduced = new byte[analysis.Area];
        Add("area reduction of luma", () => reduction.Reduce(frames.Next().Luma, reduced));
        var chroma = FrameView.ChromaSize(Width, Height);
        var chromaReduction = new AreaReduction(chroma.Width, chroma.Height, analysis.Width / 2, analysis.Height / 2);
        var reducedChroma = new byte[analysis.Area / 4];
        Add("area reduction of a chroma plane", () => chromaReduction.Reduce(frames.Next().U, reducedChroma));

        using var planesMat = new Mat(analysis.Height * 3 / 2, analysis.Width, MatType.CV_8UC1, Scalar.All(90));
        using var bgr = new Mat();
        using var hsv = new Mat();
        const ColorConversionCodes ToBgr = ColorConversionCodes.YUV2BGR_I420;
        Add("cv::cvtColor I420 to BGR, analysis size", () => Cv2.CvtColor(planesMat, bgr, ToBgr));
        Add("cv::cvtColor BGR to HSV, analysis size", () => Cv2.CvtColor(bgr, hsv, ColorConversionCodes.BGR2HSV));

        using var resized = new Mat();
        Add("cv::resize of luma, INTER_AREA", () =>
        {
            using var luma = Mat.FromPixelData(Height, Width, MatType.CV_8UC1, frames.NextPlanes());
            Cv2.Resize(
                luma, resized, new Size(analysis.Width, analysis.Height), interpolation: InterpolationFlags.Area);
        });
        using var counts = new Mat();
        Add("cv::calcHist of luma", () =>
        {
            using var luma = Mat.FromPixelData(Height, Width, MatType.CV_8UC1, frames.NextPlanes());
            Cv2.CalcHist([luma], [0], null, counts, 1, [256], [new Rangef(0, 256)]);
        });
        return Task.FromResult<IReadOnlyList<BenchmarkRow>>(rows);

        void Add(string name, Action action) => rows.Add(new BenchmarkRow(name, [CallTimes.Measure("a frame", action)]));
    }
}
