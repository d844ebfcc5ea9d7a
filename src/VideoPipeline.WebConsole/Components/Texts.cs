using VideoPipeline.Local.Runs;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.WebConsole.Histories;

namespace VideoPipeline.WebConsole.Components;

/// <summary>Values as people read them.</summary>
internal static class Texts
{
    /// <summary>The longest JSON that is shown at first.</summary>
    public const int MaxJson = 20_000;

    /// <summary>A duration: <c>125 ms</c>, <c>12.3 s</c>, <c>3:05</c>, <c>1:02:03</c>.</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        { Ticks: <= 0 } => "0 ms",
        { TotalSeconds: < 1 } => FormattableString.Invariant($"{time.TotalMilliseconds:0} ms"),
        { TotalMinutes: < 1 } => FormattableString.Invariant($"{time.TotalSeconds:0.0} s"),
        { TotalHours: < 1 } => FormattableString.Invariant($"{time.Minutes}:{time.Seconds:00}"),
        _ => FormattableString.Invariant($"{Math.Floor(time.TotalHours):0}:{time.Minutes:00}:{time.Seconds:00}"),
    };

    /// <summary>A time of this machine: <c>14:05:09</c>, on another day <c>2026-11-30 14:05:09</c>.</summary>
    public static string Time(DateTimeOffset time, DateTimeOffset now) =>
        time.ToLocalTime().ToString(time.ToLocalTime().Date == now.ToLocalTime().Date ? "HH:mm:ss" : "yyyy-MM-dd HH:mm:ss");

    /// <summary>A number of bytes: <c>812 B</c>, <c>3.4 MB</c>.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1_000 => FormattableString.Invariant($"{bytes} B"),
        < 1_000_000 => FormattableString.Invariant($"{bytes / 1e3:0.0} kB"),
        < 1_000_000_000 => FormattableString.Invariant($"{bytes / 1e6:0.0} MB"),
        _ => FormattableString.Invariant($"{bytes / 1e9:0.00} GB"),
    };

    /// <summary>A value as JSON on several lines, without credentials in addresses.</summary>
    public static string Json(JsonData value) => HiddenSecrets.Hide(value).ToIndentedString();

    /// <summary>A status as a word.</summary>
    public static string Word(ExecutionStatus status) => status == ExecutionStatus.TimedOut ? "Timed out" : status.ToString();

    /// <summary>A status as what it means for whoever looks.</summary>
    public static VisitStatus Visit(ExecutionStatus status) => status switch
    {
        ExecutionStatus.Running => VisitStatus.Running,
        ExecutionStatus.Succeeded => VisitStatus.Succeeded,
        ExecutionStatus.Aborted => VisitStatus.Aborted,
        _ => VisitStatus.Failed,
    };

    /// <summary>The class of a status in the style sheet.</summary>
    public static string Class(VisitStatus status) => status switch
    {
        VisitStatus.Running => "running",
        VisitStatus.Succeeded => "succeeded",
        VisitStatus.Caught => "caught",
        VisitStatus.Failed => "failed",
        _ => "aborted",
    };
}
