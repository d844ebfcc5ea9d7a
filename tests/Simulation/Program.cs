using System.Globalization;
using VideoPipeline.Cli.Estimates;
using VideoPipeline.Simulation.Scenarios;

// Prints the tables of docs/deploy.md, sections Cost and Scale: dotnet run -c Release --project tests/Simulation
const int Seed = 1;
Console.WriteLine("| an hour of 1080p | ranges | seconds | GB-s | Lambda | Step Functions | S3, logs | in all |");
Console.WriteLine("|---|---|---|---|---|---|---|---|");
var hour = Videos.FullHd(60);
foreach (var (workers, megabytes, size) in ((int, int, int?)[])[
    (10, 1769, null), (10, 3008, null), (100, 3008, null), (1000, 3008, hour.Frames!.Count / 1000)])
{
    var estimate = AwsEstimate.Of(Videos.Work(hour, workers, size, megabytes));
    var (cost, ranges) = (estimate.Cost, estimate.Invocations - 3);
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {workers:N0} workers, {megabytes:N0} MB | {ranges:N0} | {estimate.Seconds:0} | {estimate.GigabyteSeconds:N0} | " +
        $"${cost.Lambda:0.000} | ${cost.StepFunctions:0.000} | ${cost.S3 + cost.Logs:0.000} | ${cost.Total:0.000} |"));
}
Console.WriteLine();
Console.WriteLine("| load | results after (median; 95 % of them) | all after | workers | retries | what binds (without it) |");
Console.WriteLine("|---|---|---|---|---|---|");
foreach (var scenario in AllScenarios.Create())
{
    var outcome = scenario.Simulate(Seed);
    var (bound, factor) = scenario.FindBinding(Seed, outcome);
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {scenario.Name} | {Time(outcome.TypicalSeconds)}; {Time(outcome.SlowSeconds)} | {Time(outcome.Finished)} | " +
        $"{outcome.MaxWorkers:N0} | {outcome.RetryShare:0.0%} | {bound} ({factor:0.0} times faster) |" +
        $"{(outcome.Failed > 0 ? $" {outcome.Failed} FAILED" : "")}"));
}

static string Time(double seconds) => seconds switch
{
    < 180 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s"),
    < 36_000 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0} min"),
    _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0} h"),
};
