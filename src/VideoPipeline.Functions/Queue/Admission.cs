using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;

namespace VideoPipeline.Functions.Queue;

/// <summary>Starts waiting executions in order, as long as fewer than a maximum are running.</summary>
/// <param name="client">The Step Functions client.</param>
/// <param name="queue">The waiting executions.</param>
/// <param name="stateMachine">The ARN of the state machine.</param>
/// <param name="maxExecutions">The maximum number of executions that run at the same time, at most 1,000.</param>
internal sealed class Admission(IAmazonStepFunctions client, TicketQueue queue, string stateMachine, int maxExecutions)
{
    private readonly Dictionary<string, bool> _batches = [];

    /// <summary>
    /// Starts as many executions as fit. An execution that cannot be started yet keeps its ticket. Executions that were started
    /// in another way count too. Tickets of a batch that was stopped are dropped.
    /// </summary>
    /// <remarks>
    /// Must not run twice at the same time. Step Functions lists executions with a delay, so some more may run for a moment.
    /// </remarks>
    /// <returns>The names of the started executions.</returns>
    public async Task<IReadOnlyList<string>> AdmitAsync(CancellationToken cancellation)
    {
        var started = new List<string>();
        int? free = null;
        await foreach (var (key, ticket) in queue.ListAsync(cancellation))
        {
            free ??= maxExecutions - await CountRunningAsync(cancellation);
            if (started.Count >= free) break;
            if (await IsWantedAsync(ticket, cancellation) && await StartAsync(ticket, cancellation)) started.Add(ticket.Name);
            await queue.RemoveAsync(key, cancellation);
        }
        return started;
    }

    private async Task<bool> IsWantedAsync(Ticket ticket, CancellationToken cancellation)
    {
        if (ticket.Batch is not { } batch) return true;
        if (_batches.TryGetValue(batch, out var isRunning)) return isRunning;
        var request = new DescribeExecutionRequest { ExecutionArn = batch };
        var status = (await client.DescribeExecutionAsync(request, cancellation)).Status;
        return _batches[batch] = status == ExecutionStatus.RUNNING;
    }

    private async Task<int> CountRunningAsync(CancellationToken cancellation)
    {
        var request = new ListExecutionsRequest
        {
            StateMachineArn = stateMachine,
            StatusFilter = ExecutionStatus.RUNNING,
            MaxResults = maxExecutions,
        };
        return (await client.ListExecutionsAsync(request, cancellation)).Executions.Count;
    }

    // If an execution of this name is running, StartExecution succeeds; if it has ended, the event was delivered again.
    private async Task<bool> StartAsync(Ticket ticket, CancellationToken cancellation)
    {
        var request = new StartExecutionRequest
        {
            StateMachineArn = stateMachine,
            Name = ticket.Name,
            Input = ticket.Input.ToJsonString(),
        };
        try
        {
            await client.StartExecutionAsync(request, cancellation);
            return true;
        }
        catch (ExecutionAlreadyExistsException)
        {
            return false;
        }
    }
}
