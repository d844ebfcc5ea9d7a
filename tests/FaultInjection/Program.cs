// dotnet run -c Release --project tests/FaultInjection -- [SCHEDULES] [FIRST]
//
// Runs a video under SCHEDULES (default 500) schedules of faults, and prints each that ends in anything but the bytes of a clean
// run or a typed error, or whose rerun without faults does not end in those bytes. FIRST (default 1) is the seed of the first
// one: `-- 1 SEED` runs a single one again.
//
// … -- soak [RUNS]     runs the video RUNS times (default 1000) in this process, and prints what the process holds
// … -- kills [KILLS]   kills `videopipeline run` KILLS times (default 100) at system calls that write, and runs it again
using System.Globalization;
using VideoPipeline.FaultInjection;

int Number(int index, int defaultValue) =>
    args.Length > index ? int.Parse(args[index], CultureInfo.InvariantCulture) : defaultValue;

if (args is ["kills", ..])
{
    using var kills = new WriteKills();
    var (killed, wrong) = await kills.RunAsync(Number(1, 100));
    foreach (var line in wrong) Console.WriteLine(line);
    Console.WriteLine($"{killed} kills, {wrong.Count} violations");
    return wrong.Count == 0 && killed > 0 ? 0 : 1;
}
if (args is ["soak", ..])
{
    await using var soaked = await TestBed.CreateAsync();
    var left = await Soak.RunAsync(soaked, Number(1, 1000), (run, held) => Console.WriteLine($"{run}: {held}"));
    Console.WriteLine(left ?? "nothing is left");
    return left is null ? 0 : 1;
}

var (count, first) = (Number(0, 500), Number(1, 1));
await using var bed = await TestBed.CreateAsync();
var outcomes = new List<ScheduleOutcome>();
for (var seed = first; seed < first + count; seed++)
{
    var outcome = await bed.RunAsync(seed);
    outcomes.Add(outcome);
    if (outcome.Violation is not null) Console.WriteLine(outcome);
}
foreach (var ended in outcomes.GroupBy(outcome => outcome.End).OrderByDescending(group => group.Count()))
    Console.WriteLine($"{ended.Count(),5}  {ended.Key}");
var violations = outcomes.Count(outcome => outcome.Violation is not null);
Console.WriteLine($"{outcomes.Count} schedules, {outcomes.Sum(outcome => outcome.Faults)} faults, {violations} violations");
return violations == 0 ? 0 : 1;
