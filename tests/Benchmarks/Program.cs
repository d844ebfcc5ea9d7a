// dotnet run -c Release --project tests/Benchmarks -- <subcommand> [arguments]
using VideoPipeline.Benchmarks;

return args switch
{
    ["analysis", .. var rest] => AnalysisBenchmark.Run(rest),
    ["index", .. var rest] => await IndexBenchmark.RunAsync(rest),
    ["remux", .. var rest] => await RemuxBenchmark.RunAsync(rest),
    ["forward", var model] => await ForwardBenchmark.RunAsync(model),
    ["find", var run, var count, .. var images] => await FindBenchmark.RunAsync(run, int.Parse(count), images),
    ["reduce", .. var rest] => await ReduceBenchmark.RunAsync(rest),
    ["cold-start", .. var rest] => await ColdStartBenchmark.RunAsync(rest),
    ["engine", .. var rest] => await EngineBenchmark.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        usage: analysis [WIDTHxHEIGHT]    each part of the analysis of a frame (default 854x480)
               slice [VIDEO]              indexing, remuxing and decoding a range in each container, compared with ffmpeg
                                          (default: the shared film)
               forward MODEL              a forward pass of a 224x224 Caffe model (a folder with a model.json), compared with C++
               index [VIDEO]              indexing over HTTP, planning and starting a worker (default: the shared film, looped for
                                          three hours)
               find RUN COUNT IMAGE...    finding images in COUNT copies of the run in the folder RUN (of run --fingerprint
                                          --out RUN)
               reduce [RANGES [FRAMES [WIDTHxHEIGHT]]]
                                          merging RANGES synthetic partials of FRAMES frames each with the memory of one vCPU
                                          (default: 10,000 of 250 of 1080x1920; 11 GB in the temporary folder)
               engine [RUNS]              the states language engine by states, payloads, items and RUNS of 24 branches
                                          (default: 200,000)
               cold-start [VIDEO]         from the start of a function to its first response (default: a one-second test video)
        """);
    return 2;
}
