using System.Globalization;
using System.Text;

namespace VideoPipeline.Cli.Descriptions;

/// <summary>A <see cref="PlanDescription"/> as a person reads it.</summary>
internal static class PlanText
{
    /// <summary>Lines of a heading and a value.</summary>
    public static string Of(PlanDescription plan, string uri)
    {
        var text = new StringBuilder();
        Line("Video", uri);
        Line("Ranges", Invariant($"{plan.Ranges:N0}, decoded by {plan.Workers:N0} worker{(plan.Workers == 1 ? "" : "s")} at a time"));
        if (plan.WholeBecause is { } because) Line("", $"one range: {because}");
        if (plan is { Frames: { } frames, FramesPerRange: { } each }) Line("Frames", Invariant($"{frames:N0}; in each range {each}"));
        if (plan.BytesPerRange is { } bytes) Line("Bytes", Invariant($"read for each range: {bytes}"));
        Line("Overhead", Invariant($"{plan.Overhead:0.0%} of the samples are decoded more than once"));
        var aws = plan.Aws;
        Line("On AWS", Invariant($"about ${aws.Total:0.0000}: Lambda ${aws.Lambda:0.0000} ({aws.GigabyteSeconds:N0} GB-s), Step Functions ${aws.StepFunctions:0.0000}, S3 ${aws.S3:0.0000}"));
        Line("", $"assuming {aws.Assumptions}");
        return text.ToString();

        void Line(string heading, string value) => text.Append($"{heading,-11}{value}\n");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
