using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.StepFunctions.Mocking;

/// <summary>What the invocations of a mocked Task state with the numbers <paramref name="First"/> to <paramref name="Last"/>
/// give: <paramref name="Return"/>, or, if it is null, <paramref name="Throw"/>.</summary>
internal sealed record MockedInvocations(int First, int Last, JsonData? Return, (string Error, string Cause) Throw);

/// <summary>A field of <c>MockedResponses</c>.</summary>
/// <param name="Name">The name of the field.</param>
/// <param name="Invocations">In the order of their numbers, which do not overlap.</param>
internal sealed record MockedResponse(string Name, IReadOnlyList<MockedInvocations> Invocations)
{
    /// <summary>The result of an invocation, counted from 0.</summary>
    /// <exception cref="TaskFailedException">It has a Throw.</exception>
    /// <exception cref="MissingMockException">It is not mocked.</exception>
    public JsonData ResultOf(int invocation, string state)
    {
        var mocked = Invocations.FirstOrDefault(range => range.First <= invocation && invocation <= range.Last)
            ?? throw new MissingMockException(
                $"The mocked response '{Name}' has none for invocation {invocation} of the state '{state}'. "
                + "Add it to MockedResponses of the mock configuration file.");
        return mocked.Return ?? throw new TaskFailedException(mocked.Throw.Error, mocked.Throw.Cause);
    }
}
