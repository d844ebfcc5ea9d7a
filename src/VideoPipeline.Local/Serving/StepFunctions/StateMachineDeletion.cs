namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>Deletes state machines with their executions. As on AWS, one with running executions has the status DELETING until
/// they have ended, and they end with their next transition.</summary>
internal sealed class StateMachineDeletion
{
    private readonly LocalStateMachines _machines;
    private readonly LocalExecutions _executions;

    public StateMachineDeletion(LocalStateMachines machines, LocalExecutions executions)
    {
        (_machines, _executions) = (machines, executions);
        executions.OnEnded = machine =>
        {
            if (machine.IsDeleting) Complete(machine);
        };
    }

    /// <summary>Deletes a state machine, if it exists.</summary>
    public void Delete(string arn)
    {
        if (!_machines.TryGet(arn, out var machine)) return;
        _executions.BeginDeletion(machine);
        Complete(machine);
    }

    private void Complete(LocalStateMachine machine)
    {
        if (_executions.Forget(machine.Arn)) _machines.Remove(machine.Arn);
    }
}
