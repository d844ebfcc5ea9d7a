using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.Testing;

/// <summary>The intermediate values of a tested state, named as in the Step Functions API. A value is null if the state did not
/// get to it, or does not have it.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_InspectionData.html</remarks>
public sealed class StateInspection
{
    public JsonData? AfterInputPath { get; internal set; }

    public JsonData? AfterParameters { get; internal set; }

    public JsonData? AfterArguments { get; internal set; }

    public JsonData? Result { get; internal set; }

    public JsonData? AfterResultSelector { get; internal set; }

    public JsonData? AfterResultPath { get; internal set; }

    public ArrayData? AfterItemsPath { get; internal set; }

    public ArrayData? AfterItemsPointer { get; internal set; }

    public ArrayData? AfterItemSelector { get; internal set; }

    /// <summary>The inputs of the child executions.</summary>
    public ArrayData? AfterItemBatcher { get; internal set; }

    public int? MaxConcurrency { get; internal set; }

    public int? ToleratedFailureCount { get; internal set; }

    public double? ToleratedFailurePercentage { get; internal set; }

    /// <summary>The index of the retrier that matches the error, also if it has reached MaxAttempts.</summary>
    public int? RetryIndex { get; internal set; }

    /// <summary>The delay before the state would be retried, without jitter; null if it would not be.</summary>
    public TimeSpan? RetryDelay { get; internal set; }

    /// <summary>The index of the catcher that caught the error.</summary>
    public int? CatchIndex { get; internal set; }
}
