using System.Globalization;
using System.Text;
using VideoPipeline.Planning;
using VideoPipeline.Results.Wording;

namespace VideoPipeline.Cli.Descriptions;

/// <summary>Formats a <see cref="PlanDescription"/> as text.</summary>
internal static class PlanText
{
    private const string Assumptions =
        "us-east-1, November 2026, no free tier; the processor time of docs/benchmarks.md, a quarter more on Lambda; cold " +
        "starts, no throttling; without classification and fingerprints, storage, data transfer out, traces, metrics (up to " +
        "$12 a month), alarms";

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
        var (aws, cost) = (plan.Aws, plan.Aws.Cost);
        var memory = Invariant($"workers of {plan.WorkerMegabytes:N0} MB");
        Line("On AWS", Invariant($"about ${cost.Total:0.0000} and {aws.Seconds:N0} s with {memory}"));
        Line(
            "",
            Invariant($"Lambda ${cost.Lambda:0.0000} ({aws.GigabyteSeconds:N0} GB-s, {aws.Invocations:N0} requests), ") +
            Invariant($"Step Functions ${cost.StepFunctions:0.0000} ({aws.Transitions:N0} transitions), ") +
            Invariant($"S3 ${cost.S3:0.0000}, logs ${cost.Logs:0.0000}"));
        Line(
            "",
            Invariant($"Index {aws.IndexSeconds:0.0} s, Plan {aws.PlanSeconds:0.0} s, Decode {aws.DecodeSeconds:0.0} s ") +
            Invariant($"(longest range {aws.LongestRangeSeconds:0.0} s), Reduce {aws.ReduceSeconds:0.0} s"));
        if (aws.LongestRangeSeconds > RemoteWorker.TimeLimit)
            Line("", $"too long: {RemoteWorker.DescribeLimit(aws.LongestRangeSeconds)}");
        Line("", $"assuming {Assumptions}");
        return text.ToString();

        void Line(string heading, string value) => text.Append($"{heading,-11}{value}\n");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
