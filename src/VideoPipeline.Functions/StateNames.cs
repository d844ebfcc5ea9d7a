namespace VideoPipeline.Functions;

/// <summary>The names of the states in <c>statemachine/video-pipeline.asl.json</c>.</summary>
internal static class StateNames
{
    /// <summary>Pass: replaces the input, which later states read from the context object.</summary>
    public const string Begin = "Begin";

    /// <summary>Task: indexes the video.</summary>
    public const string Index = "Index";

    /// <summary>Task: splits the video into ranges.</summary>
    public const string Plan = "Plan";

    /// <summary>Map: decodes the ranges.</summary>
    public const string Decode = "Decode";

    /// <summary>Task of a child execution of <see cref="Decode"/>: decodes and analyzes one range.</summary>
    public const string DecodeRange = "DecodeRange";

    /// <summary>Choice: whether there are still analyzers.</summary>
    public const string NeedsStills = "NeedsStills";

    /// <summary>Task: chooses the frames to analyze as stills.</summary>
    public const string PlanStills = "PlanStills";

    /// <summary>Map: analyzes the groups of stills.</summary>
    public const string AnalyzeStills = "AnalyzeStills";

    /// <summary>Task of a child execution of <see cref="AnalyzeStills"/>: analyzes one group of stills.</summary>
    public const string AnalyzeStillGroup = "AnalyzeStillGroup";

    /// <summary>Task: merges the partials and writes the results.</summary>
    public const string Reduce = "Reduce";

    /// <summary>Task: plans again, with a single range, after a worker found that the video cannot be split.</summary>
    public const string PlanSingleRange = "PlanSingleRange";
}
