using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using OpenCvSharp;
using VideoPipeline.Analysis;
using VideoPipeline.Analysis.Frames;
using VideoPipeline.Npz;
using Xunit;

namespace VideoPipeline.Tests.Analysis;

public class RangeAnalyzerTests
{
    [Fact]
    public void Finish_NoFrames_ReturnsEmptyColumns()
    {
        using var analyzer = new RangeAnalyzer(64, 48, new AnalysisOptions());
        var arrays = analyzer.Finish();
        Assert.Equal(0, arrays.Frames);
        Assert.All(arrays.Columns, column => Assert.Equal(0, column.Shape[0]));
        Assert.Null(arrays.First);
        Assert.Null(arrays.Mean.ToImage());
    }

    [Fact]
    public void Finish_AllAnalyzers_ReturnsColumnsWithDtypesAndShapes()
    {
        using var analyzer = new RangeAnalyzer(64, 48, new AnalysisOptions(Rgb: true));
        Assert.Equal(
            [
                "frame <i8", "pts <i8", "sum_yuv <u8 3", "sum_bgr <u8 3",
                "luma_mean <f8", "luma_std <f8", "luma_min |u1", "luma_max |u1", "luma_hist <u4 32",
                "sharpness <f8", "colorfulness <f8", "content_score <f8", "motion <f8",
                "cut_score <f8", "pan_x <f8", "pan_y <f8", "zoom <f8", "camera_agreement <f8", "phash <u8", "dhash <u8",
            ],
            analyzer.Finish().Columns.Select(column =>
                string.Join(' ', [column.Name, column.Type, .. column.Shape.Skip(1).Select(length => $"{length}")])));
    }

    [Fact]
    public void Add_AfterTheFirstFrames_AllocatesNothing()
    {
        const int Warm = 100, Measured = 100; // columns grow at 256 frames
        TestFrame[] frames = [.. Enumerable.Range(0, Warm + Measured).Select(i => TestFrame.Random(160, 90, i, seed: i % 5))];
        using var analyzer = new RangeAnalyzer(160, 90, new AnalysisOptions());
        foreach (var frame in frames[..Warm]) analyzer.Add(frame.View());
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var frame in frames.AsSpan(Warm)) analyzer.Add(frame.View());
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 700)]
    [InlineData(700, 3)]
    public void Add_TinyOrThinFrames_ReturnsFiniteRows(int width, int height)
    {
        using var analyzer = new RangeAnalyzer(width, height, new AnalysisOptions());
        for (var i = 0; i < 3; i++) analyzer.Add(TestFrame.Random(width, height, i, i).View());
        var arrays = analyzer.Finish();
        Assert.Equal(3, arrays.Frames);
        Assert.All(
            arrays.Columns.OfType<NpyArray<double>>(),
            column => Assert.All(column.Data, value => Assert.True(double.IsFinite(value), column.Name)));
    }

    [Fact]
    public void Add_FrameOfOtherSize_ThrowsWithBothSizes()
    {
        using var analyzer = new RangeAnalyzer(64, 48, new AnalysisOptions());
        var thrown = Assert.Throws<ArgumentException>(() => analyzer.Add(TestFrame.Random(64, 50, 0, 0).View()));
        Assert.Contains("Frame 0 has 64×50 samples; the range started with 64×48", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_FrameOutOfOrder_Throws()
    {
        using var analyzer = new RangeAnalyzer(64, 48, new AnalysisOptions());
        analyzer.Add(TestFrame.Random(64, 48, 5, 0).View());
        var thrown = Assert.Throws<ArgumentException>(() => analyzer.Add(TestFrame.Random(64, 48, 5, 1).View()));
        Assert.Contains("Frame 5 follows frame 5", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64, 48, 256, 192)]
    [InlineData(90, 160, 144, 256)]
    public void Add_SelectedFrames_KeepsPreviewsOfAtMost256Pixels(int width, int height, int expectedWidth, int expectedHeight)
    {
        using var analyzer = new RangeAnalyzer(width, height, new AnalysisOptions(), isPreview: number => number == 2);
        for (var i = 0; i < 4; i++) analyzer.Add(TestFrame.Random(width, height, i, i).View());

        var preview = Assert.Single(analyzer.Finish().Previews);
        using var image = Cv2.ImDecode(preview.Jpeg, ImreadModes.Grayscale);
        Assert.Equal((expectedWidth, expectedHeight), (image.Width, image.Height));
        Assert.Equal((2, 1080), (preview.Frame, preview.Pts));
    }

    [Fact]
    public void Mean_MoreFramesThanFit16Bits_ReturnsRoundedMean()
    {
        const int Frames = 600;
        var white = TestFrame.Of(512, 4, 255, 128, 128);
        var gray = TestFrame.Of(512, 4, 100, 128, 128);
        using var shared = new AnalysisFrame(512, 4);
        shared.Load(white.View());
        var (bright, dark) = ((int)shared.Scaled.Bgr[0], 0);
        shared.Load(gray.View());
        dark = shared.Scaled.Bgr[0];

        using var analyzer = new RangeAnalyzer(512, 4, new AnalysisOptions());
        for (var i = 0; i < Frames; i++)
        {
            var view = (i % 3 == 0 ? gray : white).View();
            analyzer.Add(new FrameView(i, i, 512, 4, Address(view)));
        }

        var image = analyzer.Finish().Mean.ToImage()!;
        Assert.Equal((256, 2), (image.Width, image.Height));
        Assert.All(image.Samples, sample => Assert.Equal((byte)Math.Round(((2.0 * bright) + dark) / 3), sample));
    }

    [Fact]
    public void Versions_WithAndWithoutRgb_Differ()
    {
        Assert.NotEqual(
            AnalyzerRegistry.Versions(new AnalysisOptions(Rgb: true)), AnalyzerRegistry.Versions(new AnalysisOptions()));
        Assert.Contains("content-score/1", AnalyzerRegistry.Versions(new AnalysisOptions()), StringComparison.Ordinal);
    }

    private static unsafe nint Address(FrameView view) =>
        (nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(view.Luma));
}
