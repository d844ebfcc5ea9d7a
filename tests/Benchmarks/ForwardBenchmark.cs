using System.Diagnostics;
using System.Globalization;
using OpenCvSharp;
using VideoPipeline.Native;
using VideoPipeline.Sources;
using VideoPipeline.Stills.Classification;
using VideoPipeline.Testing;

namespace VideoPipeline.Benchmarks;

/// <summary>
/// Measures the overhead of classification over the bare forward pass: compares it with a C++ loop over the same OpenCV
/// (forward.cpp), one image at a time on one thread. Both alternate and CPU time is measured, so that other load has no effect.
/// </summary>
internal static class ForwardBenchmark
{
    private const int Pairs = 21, Passes = 10, Top = 5;

    public static async Task<int> RunAsync(string modelFolder)
    {
        using var folder = new Testing.TemporaryFolder();
        var sources = new VideoSources();
        var model = await new ModelLibrary(sources, new ModelCache(folder.File("cache")), []).OpenAsync(modelFolder, default);
        using var network = Network.Load(model);
        using var bare = Start(folder, model);
        using var frames = new SyntheticFrames(854, 480);
        using var image = new Mat();
        using (var planes = Mat.FromPixelData(720, 854, MatType.CV_8UC1, frames.NextPlanes()))
            Cv2.CvtColor(planes, image, ColorConversionCodes.YUV2BGR_I420);

        Console.WriteLine($"{model.Description.Title}, OpenCV {OpenCvLibrary.Version}, ms of CPU time per pass");
        Measure(bare);
        Measure(network, image);
        var pairs = Enumerable.Range(0, Pairs).Select(_ => (Ours: Measure(network, image), Bare: Measure(bare))).ToArray();
        var (ours, loop) = (Median(pairs.Select(pair => pair.Ours)), Median(pairs.Select(pair => pair.Bare)));
        var ratio = Median(pairs.Select(pair => pair.Ours / pair.Bare));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"videopipeline {ours:0.00}, C++ loop {loop:0.00}, ratio {ratio:0.000}"));
        return 0;
    }

    private static double Measure(Network network, Mat image)
    {
        var start = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < Passes; i++) ClassScore.Best(network.Scores(image), Top);
        return (Environment.CpuUsage.TotalTime - start).TotalMilliseconds / Passes;
    }

    private static double Measure(Process bare)
    {
        bare.StandardInput.WriteLine();
        return double.Parse(bare.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Pairs / 2);

    private static Process Start(Testing.TemporaryFolder folder, Model model)
    {
        var program = folder.File("forward");
        string[] build =
        [
            "-O2", "-I/usr/include/opencv4", Path.Combine(Repository.Root, "tests/Benchmarks/forward.cpp"), "-o", program,
            "-lopencv_core", "-lopencv_dnn",
        ];
        using (var compiler = Process.Start("c++", build)!) compiler.WaitForExit();
        return Process.Start(new ProcessStartInfo(program, [model.ConfigPath!, model.WeightsPath, $"{Passes}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }
}
