using System.Globalization;
using OpenCvSharp;
using VideoPipeline.Analysis;
using VideoPipeline.Analysis.Frames;
using VideoPipeline.Analysis.Resizing;
using VideoPipeline.Analysis.Statistics;
using VideoPipeline.Native;

namespace VideoPipeline.Benchmarks;

/// <summary>Measures each part of the analysis of a frame on one thread: median milliseconds.</summary>
internal static class AnalysisBenchmark
{
    public static int Run(string[] arguments)
    {
        var (width, height) = arguments is [var size] && size.Split('x') is [var w, var h]
            ? (int.Parse(w, CultureInfo.InvariantCulture), int.Parse(h, CultureInfo.InvariantCulture))
            : (854, 480);
        using var frames = new SyntheticFrames(width, height);
        Console.WriteLine($"{width}×{height}, OpenCV {OpenCvLibrary.Version}, ms per frame");

        using (var analyzer = new RangeAnalyzer(width, height, new AnalysisOptions()))
            Print("all analyzers except sum_bgr", () => analyzer.Add(frames.Next()));
        using (var shared = new AnalysisFrame(width, height))
        {
            Print("  shared (luma, analysis size, BGR, HSV)", () => shared.Load(frames.Next()));
            foreach (var registration in AnalyzerRegistry.For(new AnalysisOptions(Rgb: true)))
            {
                var analyzer = registration.Create();
                Print($"  {registration.Name}", () => analyzer.Add(frames.Next(), shared));
            }
        }

        var analysis = AnalysisSize.Of(width, height);
        var statistics = new SampleStatistics();
        Print("statistics of luma", () => statistics.Compute(frames.Next().Luma));
        var histogram = new Histogram();
        Print("histogram of luma by value", () => histogram.Count(frames.Next().Luma));
        var reduction = new AreaReduction(width, height, analysis.Width, analysis.Height);
        var reduced = new byte[analysis.Area];
        Print("area reduction of luma", () => reduction.Reduce(frames.Next().Luma, reduced));
        var chroma = FrameView.ChromaSize(width, height);
        var chromaReduction = new AreaReduction(chroma.Width, chroma.Height, analysis.Width / 2, analysis.Height / 2);
        var reducedChroma = new byte[analysis.Area / 4];
        Print("area reduction of a chroma plane", () => chromaReduction.Reduce(frames.Next().U, reducedChroma));

        using var planesMat = new Mat(analysis.Height * 3 / 2, analysis.Width, MatType.CV_8UC1, Scalar.All(90));
        using var bgr = new Mat();
        using var hsv = new Mat();
        const ColorConversionCodes ToBgr = ColorConversionCodes.YUV2BGR_I420;
        Print("cv::cvtColor I420 to BGR, analysis size", () => Cv2.CvtColor(planesMat, bgr, ToBgr));
        Print("cv::cvtColor BGR to HSV, analysis size", () => Cv2.CvtColor(bgr, hsv, ColorConversionCodes.BGR2HSV));

        using var resized = new Mat();
        Print("cv::resize of luma, INTER_AREA", () =>
        {
            using var luma = Mat.FromPixelData(height, width, MatType.CV_8UC1, frames.NextPlanes());
            Cv2.Resize(
                luma, resized, new Size(analysis.Width, analysis.Height), interpolation: InterpolationFlags.Area);
        });
        using var counts = new Mat();
        Print("cv::calcHist of luma", () =>
        {
            using var luma = Mat.FromPixelData(height, width, MatType.CV_8UC1, frames.NextPlanes());
            Cv2.CalcHist([luma], [0], null, counts, 1, [256], [new Rangef(0, 256)]);
        });
        return 0;
    }

    private static void Print(string name, Action action) =>
        Console.WriteLine($"{name,-50} {Median.Milliseconds(action):F4}");
}
