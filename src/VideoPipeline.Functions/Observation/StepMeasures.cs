namespace VideoPipeline.Functions.Observation;

/// <summary>What a step did, filled in while it does it.</summary>
public sealed class StepMeasures
{
    /// <summary>Frames that were analysed.</summary>
    public long Frames { get; set; }

    /// <summary>Bytes of the video that were read.</summary>
    public long Bytes { get; set; }
}
