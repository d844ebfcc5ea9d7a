using System.Diagnostics;
using System.Globalization;
using OpenCvSharp;
using VideoPipeline.Benchmarks.Results;
using VideoPipeline.Benchmarks.Running;
using VideoPipeline.Benchmarks.Support;
using VideoPipeline.Sources;
using VideoPipeline.Stills.Classification;
using VideoPipeline.Testing;

namespace VideoPipeline.Benchmarks.Measured;

/// <summary>
/// The overhead of classification over the bare forward pass: a C++ loop over the same OpenCV (forward.cpp), one image at a time
/// on one thread. Both alternate and processor time is measured, so that other load has no effect.
/// </summary>
internal sealed class Classification : IBenchmark
{
    private const int Passes = 10, Top = 5;

    public string Name => "classification";

    public string Description => "one frame by GoogLeNet on one thread, against a bare C++ loop";

    public async Task<IReadOnlyList<BenchmarkRow>> RunAsync(BenchmarkContext context)
    {
        var model = await ReadModelAsync(context);
        using var network = Network.Load(model);
        using var bare = Start(context.Folder, model);
        using var frames = new SyntheticFrames(854, 480);
        using var image = new Mat();
        using (var planes = Mat.FromPixelData(720, 854, MatType.CV_8UC1, frames.NextPlanes()))
            Cv2.CvtColor(planes, image, ColorConversionCodes.YUV2BGR_I420);

        var (ours, peer) = (
            new Subject("videopipeline", () => Task.FromResult(Measure(network, image))),
            new Subject("C++ loop", () => Task.FromResult(Measure(bare))));
        return [new("GoogLeNet", await Paired.MeasureAsync(context.Rounds(21), "ms", ours, peer))];
    }

    // The files of the shared data, as `models add` puts them in place.
    private static async Task<Model> ReadModelAsync(BenchmarkContext context)
    {
        var files = Path.Combine(Repository.SharedData ?? "", "models");
        await Programs.VideopipelineAsync(
            context.Folder.Root, "models", "add", "googlenet", "--weights", Path.Combine(files, "bvlc_googlenet.caffemodel"),
            "--config", Path.Combine(files, "bvlc_googlenet.prototxt"),
            "--labels", Path.Combine(files, "classification_classes_ILSVRC2012.txt"));
        return await ModelLibrary.FromStore(new VideoSources(), "local", context.Folder.File(".videopipeline"))
            .OpenAsync("googlenet", default);
    }

    private static double Measure(Network network, Mat image)
    {
        var start = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < Passes; i++) ClassScore.Best(network.Scores(image), Top);
        return (Environment.CpuUsage.TotalTime - start).TotalSeconds / Passes;
    }

    private static double Measure(Process bare)
    {
        bare.StandardInput.WriteLine();
        return double.Parse(bare.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture) / 1000;
    }

    private static Process Start(TemporaryFolder folder, Model model)
    {
        var program = folder.File("forward");
        string[] build =
        [
            "-O2", "-I/usr/include/opencv4", Path.Combine(Repository.Root, "tests/Benchmarks/Support/forward.cpp"), "-o", program,
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
