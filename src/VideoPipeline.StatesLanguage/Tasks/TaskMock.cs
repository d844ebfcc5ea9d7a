using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.Tasks;

/// <summary>Gives the result of an attempt of a Task state in place of its resource, which is not called then.</summary>
/// <param name="call">The attempt. Those of the child executions of a Map Run are among them. Called from any thread.</param>
/// <returns>The result of the task: of <c>lambda:invoke</c> with StatusCode and Payload, of a task that waits for its token what
/// SendTaskSuccess would give. Null to call the resource.</returns>
/// <exception cref="TaskFailedException">The attempt fails with this error.</exception>
/// <exception cref="MissingMockException">The task is mocked, but this attempt has no result.</exception>
public delegate JsonData? TaskMock(TaskInvocation call);

/// <summary>The results of mocks as results of tasks.</summary>
internal static class TaskMocks
{
    /// <inheritdoc cref="TaskMock"/>
    /// <exception cref="StatesException">The attempt fails.</exception>
    public static JsonData? Result(this TaskMock mock, TaskInvocation call)
    {
        try
        {
            return mock(call);
        }
        catch (TaskFailedException failed)
        {
            throw new StatesException(failed.Error, failed.Cause);
        }
        catch (MissingMockException missing)
        {
            throw StatesException.Runtime(missing.Message);
        }
    }
}
