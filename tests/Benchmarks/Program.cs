using System.Diagnostics;
using VideoPipeline.Benchmarks;
using VideoPipeline.Benchmarks.Measured;
using VideoPipeline.Benchmarks.Report;
using VideoPipeline.Benchmarks.Results;
using VideoPipeline.Benchmarks.Running;
using VideoPipeline.Testing;

// Started by tests/Benchmarks/run.
if (args is ["merge-step", var step, var folder])
{
    await Merge.RunStepAsync(step, folder);
    return 0;
}
var quick = args.Contains("--quick");
string[] names = [.. args.Where(arg => !arg.StartsWith('-'))];
if (args.Any(arg => arg is "--help" or "--list") || names.Except(AllBenchmarks.List.Select(one => one.Name)).Any())
{
    Console.Error.WriteLine("usage: tests/Benchmarks/run [--quick] [--report] [NAME…]    by default, those without a star");
    foreach (var one in AllBenchmarks.List)
        Console.Error.WriteLine($"  {one.Name,-16}{(one.IsStandard ? "  " : "* ")}{one.Description}");
    return args.Contains("--help") || args.Contains("--list") ? 0 : 2;
}
// A short run is no result to publish.
var destination = quick ? Path.Combine(Repository.Root, ".build", "benchmarks", "quick") : ReportPage.Docs;
Directory.CreateDirectory(destination);
var path = ReportPage.ResultsIn(destination);
var results = ResultsFile.Load(path);
if (!args.Contains("--report"))
{
    var versions = await Versions.ReadAsync();
    foreach (var benchmark in AllBenchmarks.List.Where(one => names.Length == 0 ? one.IsStandard : names.Contains(one.Name)))
    {
        Console.Error.WriteLine($"{benchmark.Name}: {benchmark.Description}");
        var started = Stopwatch.GetTimestamp();
        var machine = Machine.Current();
        using var temporary = new TemporaryFolder();
        var rows = await benchmark.RunAsync(new BenchmarkContext(quick, temporary));
        results = results.With(new BenchmarkResult(benchmark.Name, machine, versions, quick, rows));
        results.Save(path); // after each, so that an interrupted run keeps what it has
        Console.WriteLine(MarkdownTable.Of(rows));
        Console.Error.WriteLine($"  {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s");
    }
}
ReportPage.Write(results, AllBenchmarks.List, destination);
return 0;
