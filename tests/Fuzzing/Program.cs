// dotnet run -c Release --project tests/Fuzzing -- [INPUTS] [SEED]
//
// Gives INPUTS (default 1000000) broken files to the container parsers, and slices what they index. The first one that crashes,
// hangs or takes too much memory is kept, and named with the number that makes it again.
//
// dotnet run -c Release --project tests/Fuzzing -- differ [MINUTES] [SEED] [FIRST]
//
// For MINUTES (default 60), changes tables of small videos and compares the frames with a sequential decode by ffmpeg. Every
// difference is kept, and named with the number that makes it again (FIRST begins with that one).
using System.Globalization;
using VideoPipeline.Fuzzing;
using VideoPipeline.Fuzzing.Differential;

long Number(int place, long otherwise) => args.Length > place ? long.Parse(args[place], CultureInfo.InvariantCulture) : otherwise;

if (args is ["differ", ..])
{
    var seed = (int)Number(2, 1);
    var first = Number(3, 0);
    var last = args.Length > 3 ? 1 : long.MaxValue - first;
    var outcome = await DifferentialFuzzer.RunAsync(TableSeeds.Make(), seed, first, last, DateTime.UtcNow.AddMinutes(Number(1, 60)), difference =>
    {
        var kept = $"difference-{seed}-{difference.Number}-{difference.Seed}";
        File.WriteAllBytes(kept, difference.Content);
        Console.WriteLine($"input {difference.Number} of seed {seed}, kept in {kept}: {difference.What}");
    });
    Console.WriteLine(string.Join(", ", outcome.Counts.OrderBy(one => one.Key).Select(one => $"{one.Value} {one.Key}")));
    return outcome.Differences.Count == 0 ? 0 : 1;
}

var broken = Fuzzer.Run(FuzzSeeds.Make(), (int)Number(1, 1), Number(0, 1_000_000), Environment.ProcessorCount);
Console.WriteLine(
    $"{broken.Inputs} inputs: {broken.Indexed} indexed, {broken.Refused} refused, {broken.Foreign} not taken for a video; " +
    $"at most {broken.MostBytes / 1048576.0:F1} MB and {broken.Longest.TotalSeconds:F2} s for one");
if (broken.Failure is not { } failure) return 0;
File.WriteAllBytes("fuzz-failure.bin", failure.Content);
Console.WriteLine($"input {failure.Number} of seed {(int)Number(1, 1)}, kept in fuzz-failure.bin: {failure.What}");
return 1;
