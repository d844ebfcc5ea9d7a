using VideoPipeline.Local.Runs;
using VideoPipeline.StatesLanguage.Debugging;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Stepping;

/// <summary>Formats what <c>run --step</c> shows. Credentials in addresses are hidden.</summary>
internal static class StepText
{
    public const string Help = """
        Enter, n       run this state and stop before the next one
        t STATE        run to a state; its name may be shortened
        t STATE INDEX  run to an item of a Map, or a branch of a Parallel, from 0
        c              continue; stop only where a state fails
        e [JSON]       change the input: in $EDITOR, or to this JSON
        m [JSON]       give a result in the place of the state's work
        f ERROR CAUSE  make the state fail with an error; the cause may be left out
        r              after a failure: run the state again
        l              after a failure: let it fail
        i              show the input again
        q              stop the run
        """;

    /// <summary>What is shown before a prompt: the state, where it is, its error if it has failed, and its input.</summary>
    public static string Of(PausedState paused)
    {
        var state = $"{paused.Entry.State.Name} ({paused.Entry.State.Type}){Place(paused.Entry)}";
        return paused.Failure is { } failure
            ? $"{state} failed: {Error(failure)}\n{Input(paused)}"
            : $"Next state: {state}\n{Input(paused)}";
    }

    public static string Input(PausedState paused) => $"Input:\n{Json(paused.Input)}";

    /// <summary>What is shown after a state.</summary>
    public static string Of(StateEntry entry, StateExit exit) =>
        $"Output of {entry.State.Name}{Place(entry)}:\n{Json(exit.Output)}";

    private static string Json(JsonData data) => HiddenSecrets.Hide(data).ToIndentedString();

    private static string Error(StateFailure failure) =>
        AddressText.WithoutSecretsWithin(failure.Cause is { } cause ? $"{failure.Error}: {cause}" : $"{failure.Error}");

    private static string Place(StateEntry entry) =>
        string.Concat(entry.Path.Reverse().Select(step => step.Kind switch
        {
            WorkflowKind.Branch => $", branch {step.Index} of {step.State}",
            WorkflowKind.Iteration => $", item {step.Index} of {step.State}",
            _ => $", child execution {step.Index} of {step.State}",
        }));
}
