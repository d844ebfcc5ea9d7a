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

    /// <summary>Task of a child execution of <see cref="Decode"/>: records why the range failed.</summary>
    public const string RecordRangeFailure = "RecordRangeFailure";

    /// <summary>Fail of a child execution of <see cref="Decode"/>.</summary>
    public const string RangeFailed = "RangeFailed";

    /// <summary>Choice: whether there are still analyzers.</summary>
    public const string NeedsStills = "NeedsStills";

    /// <summary>Task: chooses the frames to analyze as stills.</summary>
    public const string PlanStills = "PlanStills";

    /// <summary>Map: analyzes the groups of stills.</summary>
    public const string AnalyzeStills = "AnalyzeStills";

    /// <summary>Task of a child execution of <see cref="AnalyzeStills"/>: analyzes one group of stills.</summary>
    public const string AnalyzeStillGroup = "AnalyzeStillGroup";

    /// <summary>Task of a child execution of <see cref="AnalyzeStills"/>: records why the group failed.</summary>
    public const string RecordGroupFailure = "RecordGroupFailure";

    /// <summary>Fail of a child execution of <see cref="AnalyzeStills"/>.</summary>
    public const string GroupFailed = "GroupFailed";

    /// <summary>Task: merges the partials and writes the results.</summary>
    public const string Reduce = "Reduce";

    /// <summary>Task: records why the execution failed.</summary>
    public const string RecordFailure = "RecordFailure";

    /// <summary>Choice: whether the execution failed because the video cannot be split.</summary>
    public const string IsUnsplittable = "IsUnsplittable";

    /// <summary>Task: plans again, with a single range.</summary>
    public const string PlanSingleRange = "PlanSingleRange";

    /// <summary>Fail, after the failure was recorded.</summary>
    public const string Failed = "Failed";

    /// <summary>Fail, where the failure could not be recorded.</summary>
    public const string FailedUnrecorded = "FailedUnrecorded";
}
