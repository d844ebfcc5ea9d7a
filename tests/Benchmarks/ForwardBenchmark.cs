using System.Diagnostics;
using System.Globalization;
using OpenCvSharp;
using VideoPipeline.Native;
using VideoPipeline.Sources;
using VideoPipeline.Stills.Classification;
using VideoPipeline.Testing;

namespace VideoPipeline.Benchmarks;

/// <summary>
/// What classifying a frame takes, beyond the forward pass itself: against a loop in C++ over the same OpenCV (forward.cpp), one
/// picture at a time on one thread, in turn and in processor time, so that other work on the machine counts for neither.
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
        using var picture = new Mat();
        using (var planes = Mat.FromPixelData(720, 854, MatType.CV_8UC1, frames.NextPlanes()))
            Cv2.CvtColor(planes, picture, ColorConversionCodes.YUV2BGR_I420);

        Console.WriteLine($"{model.Description.Title}, OpenCV {OpenCvLibrary.Version}, ms of processor time a pass");
        Turn(bare);
        Turn(network, picture);
        var pairs = Enumerable.Range(0, Pairs).Select(_ => (Ours: Turn(network, picture), Bare: Turn(bare))).ToArray();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"ours {Middle(pairs.Select(pair => pair.Ours)):0.00}, bare {Middle(pairs.Select(pair => pair.Bare)):0.00}, ratio of a pair {Middle(pairs.Select(pair => pair.Ours / pair.Bare)):0.000}"));
        return 0;
    }

    private static double Turn(Network network, Mat picture)
    {
        var start = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < Passes; i++) ClassScore.Best(network.Scores(picture), Top);
        return (Environment.CpuUsage.TotalTime - start).TotalMilliseconds / Passes;
    }

    private static double Turn(Process bare)
    {
        bare.StandardInput.WriteLine();
        return double.Parse(bare.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
    }

    private static double Middle(IEnumerable<double> values) => values.Order().ElementAt(Pairs / 2);

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
