namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>The types of state machines.</summary>
internal static class StateMachineType
{
    public const string Standard = "STANDARD";
    public const string Express = "EXPRESS";
}
