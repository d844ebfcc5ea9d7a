// dotnet run -c Release --project tests/Fuzzing -- [INPUTS] [SEED]
//
// Gives INPUTS (default 1000000) broken files to the container parsers, and slices what they index. The first one that crashes,
// hangs or takes too much memory is kept, and named with the number that makes it again.
using System.Globalization;
using VideoPipeline.Fuzzing;

var inputs = args.Length > 0 ? long.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
var seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;
var outcome = Fuzzer.Run(FuzzSeeds.Make(), seed, inputs, Environment.ProcessorCount);
Console.WriteLine(
    $"{outcome.Inputs} inputs: {outcome.Indexed} indexed, {outcome.Refused} refused, {outcome.Foreign} not taken for a video; " +
    $"at most {outcome.MostBytes / 1048576.0:F1} MB and {outcome.Longest.TotalSeconds:F2} s for one");
if (outcome.Failure is not { } failure) return 0;
File.WriteAllBytes("fuzz-failure.bin", failure.Content);
Console.WriteLine($"input {failure.Number} of seed {seed}, kept in fuzz-failure.bin: {failure.What}");
return 1;
