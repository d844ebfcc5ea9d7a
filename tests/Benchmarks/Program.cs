// dotnet run -c Release --project tests/Benchmarks -- <subcommand> [arguments]
using VideoPipeline.Benchmarks;

return args switch
{
    ["analysis", .. var rest] => AnalysisBenchmark.Run(rest),
    ["index", .. var rest] => await IndexBenchmark.RunAsync(rest),
    ["find", var run, var count, .. var pictures] => await FindBenchmark.RunAsync(run, int.Parse(count), pictures),
    ["forward", var model] => await ForwardBenchmark.RunAsync(model),
    ["slice", .. var rest] => await SliceBenchmark.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        usage: analysis [WIDTHxHEIGHT]    what each part of the analysis of one frame takes (default 854x480)
               forward MODEL              a pass of a Caffe model of 224x224 (a folder with a model.json) against a bare loop in C++
               slice [VIDEO]              index, slice and decode a part in each container, against ffmpeg (default: the shared film)
               index [VIDEO]              index over HTTP, plan and a worker's start (default: the shared film for three hours)
               find RUN COUNT IMAGE...    pictures looked for in COUNT runs like the one in the folder RUN (run --fingerprint --out RUN)
        """);
    return 2;
}
