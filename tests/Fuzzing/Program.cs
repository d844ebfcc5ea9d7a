// dotnet run -c Release --project tests/Fuzzing -- [INPUTS] [SEED]
//
// Runs the container parsers on INPUTS (default 1000000) mutated files and remuxes those that are indexed. Saves the first file
// that crashes, hangs or takes too much memory, and prints the number that reproduces it.
//
// dotnet run -c Release --project tests/Fuzzing -- differ [MINUTES] [SEED] [FIRST]
//
// For MINUTES (default 60), mutates the tables of small videos and compares the frames with a sequential decode by ffmpeg. Saves
// every file with a difference, and prints the number that reproduces it (as FIRST).
//
// dotnet run -c Release --project tests/Fuzzing -- formats [MINUTES] [SEED] [NAME]
//
// For MINUTES each (default 5), fuzzes the readers of the other formats, or of that with NAME, guided by the coverage of the
// code. Saves the first input of each that crashes, hangs or takes too much memory.
using System.Globalization;
using VideoPipeline.Fuzzing;
using VideoPipeline.Fuzzing.Formats;
using VideoPipeline.Fuzzing.Differential;

long Number(int index, long defaultValue) =>
    args.Length > index ? long.Parse(args[index], CultureInfo.InvariantCulture) : defaultValue;

if (args is ["formats", .. var rest]) return GuidedRun.Start(rest);
if (args is ["instrumented", ..])
{
    Coverage.Enable();
    var failures = 0;
    foreach (var target in FormatTargets.All.Where(target => args.Length < 4 || args[3] == target.Name))
    {
        var end = DateTime.UtcNow.AddMinutes(Number(1, 5));
        var outcome = FormatFuzzer.Run(target, (int)Number(2, 1), long.MaxValue, end);
        Console.WriteLine(
            $"{target.Name}: {outcome.Inputs} inputs, {outcome.Accepted} accepted; {outcome.Edges} branches, " +
            $"{outcome.Corpus} inputs kept");
        if (outcome.Failure is not { } found) continue;
        failures++;
        File.WriteAllBytes($"fuzz-failure-{target.Name}.bin", found.Content);
        Console.WriteLine($"input {found.Number}, saved as fuzz-failure-{target.Name}.bin: {found.Description}");
    }
    return failures == 0 ? 0 : 1;
}
if (args is ["differ", ..])
{
    var seed = (int)Number(2, 1);
    var first = Number(3, 0);
    var count = args.Length > 3 ? 1 : long.MaxValue - first;
    var end = DateTime.UtcNow.AddMinutes(Number(1, 60));
    var outcome = await DifferentialFuzzer.RunAsync(TableSeeds.Create(), seed, first, count, end, difference =>
    {
        var file = $"difference-{seed}-{difference.Number}-{difference.Seed}";
        File.WriteAllBytes(file, difference.Content);
        Console.WriteLine($"input {difference.Number} of seed {seed}, saved as {file}: {difference.Description}");
    });
    var verdicts = outcome.Counts.OrderBy(entry => entry.Key).Select(entry => $"{entry.Value} {entry.Key}");
    Console.WriteLine(string.Join(", ", verdicts));
    return outcome.Differences.Count == 0 ? 0 : 1;
}

var result = Fuzzer.Run(FuzzSeeds.Create(), (int)Number(1, 1), Number(0, 1_000_000), Environment.ProcessorCount);
Console.WriteLine(
    $"{result.Inputs} inputs: {result.Indexed} indexed, {result.Rejected} rejected, {result.NotRecognized} not recognized; " +
    $"at most {result.MaxBytes / 1048576.0:F1} MB and {result.MaxTime.TotalSeconds:F2} s per input");
if (result.Failure is not { } failure) return 0;
File.WriteAllBytes("fuzz-failure.bin", failure.Content);
Console.WriteLine($"input {failure.Number} of seed {(int)Number(1, 1)}, saved as fuzz-failure.bin: {failure.Description}");
return 1;
