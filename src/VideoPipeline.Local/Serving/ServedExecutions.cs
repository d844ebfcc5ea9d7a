using VideoPipeline.Local.Runs;
using VideoPipeline.Local.Serving.StepFunctions;
using VideoPipeline.Local.Serving.StepFunctions.Durability;
using VideoPipeline.Local.Serving.Stepping;
using VideoPipeline.Storage;

namespace VideoPipeline.Local.Serving;

/// <summary>What the pages of a server show and control.</summary>
/// <param name="Executions">All executions.</param>
/// <param name="Machines">The state machines.</param>
/// <param name="Api">The Step Functions API.</param>
/// <param name="Sessions">The executions that somebody steps through.</param>
/// <param name="Pipeline">The functions and their log.</param>
/// <param name="Store">The store.</param>
/// <param name="StoreFolder">The folder of the store.</param>
internal sealed record ServedExecutions(
    LocalExecutions Executions, LocalStateMachines Machines, DurableApi Api, SteppingSessions Sessions, HostedPipeline Pipeline,
    IStore Store, string StoreFolder);
