using VideoPipeline.Local.Serving.StepFunctions.Mocking;
using VideoPipeline.StatesLanguage.Debugging;
using VideoPipeline.StatesLanguage.Maps;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>What an execution was started with.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="StateMachineArn">The ARN of its state machine; of a child execution that of <c>MACHINE/LABEL</c>.</param>
/// <param name="Revision">What it runs; of a child execution that of the execution which started it.</param>
/// <param name="VersionArn">The version that was named, or chosen by an alias; null for none.</param>
/// <param name="MapRun">The Map Run that started it; null if it is not a child execution.</param>
/// <param name="Input">Its input as it was given.</param>
/// <param name="Started">The start time.</param>
internal sealed record ExecutionStart(
    string Arn, string StateMachineArn, LocalStateMachine Machine, Revision Revision, string? VersionArn, MapRun? MapRun,
    string Input, DateTimeOffset Started)
{
    /// <summary>The alias that was named; null for none.</summary>
    public string? AliasArn { get; init; }

    /// <summary>The number of items that a child execution processes; 0 for any other execution.</summary>
    public int ItemCount { get; init; }

    /// <summary>The X-Ray trace header; null for none.</summary>
    public string? TraceHeader { get; init; }

    /// <summary>The mocked responses of its Task states; null if it is not an execution of a test case.</summary>
    public MockedExecution? Mock { get; init; }

    /// <summary>Steps through the execution and its child executions; null if they run freely.</summary>
    public ExecutionDebugger? Debugger { get; init; }
}
