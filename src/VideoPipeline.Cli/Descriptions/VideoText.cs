using System.Text;
using static System.FormattableString;

namespace VideoPipeline.Cli.Descriptions;

/// <summary>Formats a <see cref="VideoDescription"/> as text.</summary>
internal static class VideoText
{
    /// <summary>One line per value, each with a heading.</summary>
    public static string Of(VideoDescription video, string uri)
    {
        var text = new StringBuilder();
        Line("Video", uri);
        Line("Container", Invariant($"{video.Container}, {video.Bytes:N0} bytes"));
        var rotation = video.Rotation == 0 ? "" : Invariant($", rotated by {video.Rotation}° for display");
        Line("Stream", Invariant(
            $"{video.Stream}: {video.Codec}, {video.Width}×{video.Height}{rotation}, time base {video.TimeBase}"));
        Line("Frames", video is { Frames: { } frames, DurationSeconds: { } seconds }
            ? Invariant($"{frames:N0} in {seconds:0.###} s{Rate(video)}; first time stamp {video.FirstPts}")
            : Invariant($"unknown before decoding; the container has {video.Samples:N0} samples"));
        Line("GOPs", Invariant($"{video.KeyFrames:N0}{(video.Gops is { } gops ? Invariant($", of {gops} samples") : "")}"));
        if (video.EditList is { } edit)
            Line("Edit list", Invariant($"hides {edit.HiddenSamples:N0} samples, shifts time stamps by {edit.ShiftTicks}"));
        Line("Splitting", video.SplitPoints is { } splitPoints
            ? Invariant($"possible at {splitPoints:N0} frames")
            : $"decoded as a whole: {video.UnsplittableReason}");
        if (video.Remark is { } note) Line("Note", note);
        Line("Read", Invariant($"{video.Access.Bytes:N0} bytes in {video.Access.Requests:N0} requests"));
        return text.ToString();

        void Line(string heading, string value) => text.Append($"{heading,-11}{value}\n");
    }

    private static string Rate(VideoDescription video) => video.FrameRate is { } rate
        ? Invariant($", {rate:0.###} frames/s{(video.VariableFrameRate == true ? " on average (variable)" : "")}")
        : "";
}
