using System.Globalization;
using System.Text;
using VideoPipeline.Cli.Estimates.Calibration;
using VideoPipeline.Planning;
using VideoPipeline.Results.Wording;
using static System.FormattableString;

namespace VideoPipeline.Cli.Descriptions;

/// <summary>Formats a <see cref="PlanDescription"/> as text.</summary>
internal static class PlanText
{
    private static readonly string[] s_assumptions =
    [
        $"assuming us-east-1, prices of {AwsPrices.Date}, no free tier, cold",
        "starts, no throttling; without classification, fingerprints, storage,",
        "data transfer out, traces, metrics (up to $12 a month), alarms",
    ];

    /// <summary>One line per value, each with a heading.</summary>
    public static string Of(PlanDescription plan, string uri)
    {
        var text = new StringBuilder();
        Line("Video", uri);
        var workers = CountText.Of(plan.Workers, "worker");
        Line("Ranges", Invariant($"{plan.Ranges:N0}, decoded by {workers} in parallel"));
        if (plan.UnsplittableReason is { } reason) Line("", $"one range: {reason}");
        if (plan is { Frames: { } frames, FramesPerRange: { } framesPerRange })
            Line("Frames", Invariant($"{frames:N0}; per range {framesPerRange}"));
        if (plan.BytesPerRange is { } bytes) Line("Bytes", Invariant($"per range {bytes}"));
        Line("Overhead", Invariant($"{plan.Overhead:0.0%} of the samples are decoded more than once"));
        if (plan.Machine is { } machine)
        {
            Line("Here", Invariant($"about {machine.Seconds:0.0} s on {CountText.Of(machine.Processors, "processor")}, ") +
                Calibrated(machine.CalibrationRuns, "--calibrate"));
            Line("", Steps(new StepTimes(
                machine.StartSeconds, machine.IndexSeconds, machine.PlanSeconds, machine.DecodeSeconds, machine.ReduceSeconds)));
        }
        if (plan.Measured is { } measured)
        {
            Line("Measured", Invariant($"{measured.Total:0.0} s"));
            Line("", Steps(measured));
        }
        if (plan.Chosen is { } chosen)
        {
            Line("Chosen", $"{chosen.Objective}: WorkerMemory={Text(chosen.WorkerMemory)},");
            Line("", $"--workers {Text(chosen.Workers)} --frames-per-range {Text(chosen.FramesPerRange)}");
        }
        AppendAws(plan, Line);
        return text.ToString();

        void Line(string heading, string value) => text.Append($"{heading,-11}{value}\n");
    }

    private static void AppendAws(PlanDescription plan, Action<string, string> line)
    {
        var (aws, cost) = (plan.Aws, plan.Aws.Cost);
        line("On AWS", Invariant($"about ${cost.Total:0.0000} and {aws.Seconds:N0} s, {Calibrated(plan)}"));
        line("", Invariant($"{CountText.Of(plan.Workers, "worker")} of {plan.WorkerMegabytes:N0} MB; ") + Invariant(
            $"Index {aws.IndexSeconds:0.0} s, Plan {aws.PlanSeconds:0.0} s,"));
        line("", Invariant(
            $"Decode {aws.DecodeSeconds:0.0} s (longest range {aws.LongestRangeSeconds:0.0} s), ") + Invariant(
            $"Reduce {aws.ReduceSeconds:0.0} s"));
        line("", Invariant(
            $"Lambda ${cost.Lambda:0.0000} ({aws.GigabyteSeconds:N0} GB-s, {aws.Invocations:N0} requests)"));
        line("", Invariant($"Step Functions ${cost.StepFunctions:0.0000} ({aws.Transitions:N0} transitions)"));
        line("", Invariant($"S3 ${cost.S3:0.0000} ({aws.Requests.Gets:N0} GET, {aws.Requests.Puts:N0} PUT, ") + Invariant(
            $"{aws.BytesRead / 1e6:N1} MB read), logs ${cost.Logs:0.0000}"));
        line("Binding", Invariant($"{plan.Binding.Limit}: {plan.Binding.Factor:0.0} times faster without it"));
        if (aws.LongestRangeSeconds > RemoteWorker.TimeLimit)
            line("", $"too long: {RemoteWorker.DescribeLimit(aws.LongestRangeSeconds)}");
        foreach (var assumption in s_assumptions) line("", assumption);
    }

    private static string Steps(StepTimes steps) =>
        Invariant($"start {steps.Start:0.0} s, Index {steps.Index:0.0} s, Plan {steps.Plan:0.0} s, ") +
        Invariant($"Decode {steps.Decode:0.0} s, Reduce {steps.Reduce:0.0} s");

    private static string Calibrated(PlanDescription plan) => Calibrated(plan.CalibrationRuns, "--calibrate-from RUN");

    private static string Calibrated(int runs, string option) =>
        runs == 0 ? $"not calibrated ({option})" : $"calibrated by {CountText.Of(runs, "run")}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
