using VideoPipeline.WebConsole.Histories;

namespace VideoPipeline.WebConsole.Components;

/// <summary>A bar of <see cref="Lanes"/>.</summary>
/// <param name="Row">Its row.</param>
/// <param name="From">Where it begins on the axis.</param>
/// <param name="To">Where it ends; null if it goes on.</param>
/// <param name="Status">What it is.</param>
public readonly record struct Bar(int Row, double From, double? To, BarStatus Status)
{
    /// <summary>How the bar of a state or an item is drawn.</summary>
    public static BarStatus StatusOf(VisitStatus status) => status switch
    {
        VisitStatus.Running => BarStatus.Running,
        VisitStatus.Succeeded => BarStatus.Succeeded,
        VisitStatus.Caught => BarStatus.Caught,
        VisitStatus.Failed => BarStatus.Failed,
        _ => BarStatus.Aborted,
    };
}

/// <summary>How a bar is drawn. The numbers are those of the script.</summary>
public enum BarStatus
{
    Pending,
    Running,
    Succeeded,
    Caught,
    Failed,
    Aborted,
}
