using Amazon.Runtime;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using VideoPipeline.Errors;

namespace VideoPipeline.Functions.Queue;

/// <summary>Starts waiting executions in order, as long as fewer than a maximum are running.</summary>
/// <param name="client">The Step Functions client.</param>
/// <param name="queue">The waiting executions.</param>
/// <param name="stateMachine">The ARN of the state machine.</param>
/// <param name="maxExecutions">The maximum number of executions that run at the same time, at most 1,000.</param>
/// <param name="reject">Takes the key of an object that is not a valid ticket, and the reason, before it is removed.</param>
internal sealed class Admission(
    IAmazonStepFunctions client, TicketQueue queue, string stateMachine, int maxExecutions,
    Func<string, InvalidInputException, CancellationToken, Task> reject)
{
    private readonly Dictionary<string, bool> _batches = [];

    /// <summary>
    /// Starts as many executions as fit. An execution that cannot be started yet keeps its ticket. Executions that were started
    /// in another way count too. Tickets of a batch that was stopped are dropped, invalid ones rejected.
    /// </summary>
    /// <remarks>
    /// Must not run twice at the same time. Step Functions lists executions with a delay, so some more may run for a moment.
    /// </remarks>
    /// <returns>The names of the started executions.</returns>
    public async Task<IReadOnlyList<string>> AdmitAsync(CancellationToken cancellation)
    {
        var started = new List<string>();
        int? free = null;
        await foreach (var key in queue.ListAsync(cancellation))
        {
            free ??= maxExecutions - await CountRunningAsync(cancellation);
            if (started.Count >= free) break;
            try
            {
                if (await queue.ReadAsync(key, cancellation) is not { } ticket) continue; // deleted meanwhile
                if (await IsWantedAsync(key, ticket, cancellation) && await StartAsync(key, ticket, cancellation))
                    started.Add(ticket.Name);
            }
            catch (InvalidInputException invalid)
            {
                await reject(key, invalid, cancellation);
            }
            await queue.RemoveAsync(key, cancellation);
        }
        return started;
    }

    private async Task<bool> IsWantedAsync(string key, Ticket ticket, CancellationToken cancellation)
    {
        if (ticket.Batch is not { } batch) return true;
        if (_batches.TryGetValue(batch, out var isRunning)) return isRunning;
        var request = new DescribeExecutionRequest { ExecutionArn = batch };
        try
        {
            var status = (await client.DescribeExecutionAsync(request, cancellation)).Status;
            return _batches[batch] = status == ExecutionStatus.RUNNING;
        }
        catch (ExecutionDoesNotExistException)
        {
            return _batches[batch] = false; // Step Functions forgets executions 90 days after their end.
        }
        catch (AmazonServiceException refused) when (Refuses(refused, "InvalidArn", "ValidationException", "AccessDenied"))
        {
            throw new InvalidInputException(
                $"{key} is not a valid ticket: batch is not the ARN of an execution of the batch state machine: "
                + $"{refused.Message} Correct or remove it.",
                refused);
        }
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
    private async Task<bool> StartAsync(string key, Ticket ticket, CancellationToken cancellation)
    {
        var request = new StartExecutionRequest
        {
            StateMachineArn = stateMachine,
            Name = ticket.Name,
            Input = InputOf(key, ticket),
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
        catch (AmazonServiceException refused)
            when (Refuses(refused, "InvalidName", "InvalidExecutionInput", "ValidationException"))
        {
            throw new InvalidInputException(
                $"{key} is not a valid ticket: Step Functions refuses its name or its input: {refused.Message} Correct it: a "
                + "name has 1 to 80 letters, digits, - and _.",
                refused);
        }
    }

    private static string InputOf(string key, Ticket ticket)
    {
        try
        {
            return ticket.Input.ToJsonString();
        }
        catch (InvalidOperationException invalid)
        {
            throw new InvalidInputException(
                $"{key} is not a valid ticket: its input contains an unpaired surrogate escape. Remove or replace it.", invalid);
        }
    }

    private static bool Refuses(AmazonServiceException failure, params string[] codes) =>
        codes.Any(code => failure.ErrorCode?.StartsWith(code, StringComparison.Ordinal) == true);
}
