namespace VideoPipeline.Functions.Observation;

/// <summary>The metrics of a step, set while it runs.</summary>
internal sealed class StepMetrics
{
    /// <summary>The number of frames analyzed.</summary>
    public long Frames { get; set; }

    /// <summary>The number of bytes read from the video.</summary>
    public long Bytes { get; set; }

    /// <summary>The message of the line of the completed step.</summary>
    public string Outcome { get; set; } = "completed";
}
