// dotnet run -c Release --project tests/Benchmarks -- <subcommand> [arguments]
using VideoPipeline.Benchmarks;

return args switch
{
    ["analysis", .. var rest] => AnalysisBenchmark.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        "usage: analysis [WIDTHxHEIGHT]    what each part of the analysis of one frame takes (default 854x480)");
    return 2;
}
