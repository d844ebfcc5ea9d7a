using System.Globalization;
using System.Text;

namespace VideoPipeline.Cli.Descriptions;

/// <summary>Formats a <see cref="PlanDescription"/> as text.</summary>
internal static class PlanText
{
    /// <summary>One line per value, each with a heading.</summary>
    public static string Of(PlanDescription plan, string uri)
    {
        var text = new StringBuilder();
        Line("Video", uri);
        var workers = Invariant($"{plan.Workers:N0} worker{(plan.Workers == 1 ? "" : "s")}");
        Line("Ranges", Invariant($"{plan.Ranges:N0}, decoded by {workers} in parallel"));
        if (plan.UnsplittableReason is { } reason) Line("", $"one range: {reason}");
        if (plan is { Frames: { } frames, FramesPerRange: { } framesPerRange })
            Line("Frames", Invariant($"{frames:N0}; per range {framesPerRange}"));
        if (plan.BytesPerRange is { } bytes) Line("Bytes", Invariant($"per range {bytes}"));
        Line("Overhead", Invariant($"{plan.Overhead:0.0%} of the samples are decoded more than once"));
        var aws = plan.Aws;
        Line(
            "On AWS",
            Invariant($"about ${aws.Total:0.0000}: Lambda ${aws.Lambda:0.0000} ({aws.GigabyteSeconds:N0} GB-s), ") +
            Invariant($"Step Functions ${aws.StepFunctions:0.0000}, S3 ${aws.S3:0.0000}"));
        Line("", $"assuming {aws.Assumptions}");
        return text.ToString();

        void Line(string heading, string value) => text.Append($"{heading,-11}{value}\n");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
