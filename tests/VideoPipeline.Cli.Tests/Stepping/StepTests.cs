using VideoPipeline.Cli.Tests.Support;
using VideoPipeline.Local.Runs;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.StatesLanguage.Tasks;
using Xunit;

namespace VideoPipeline.Cli.Tests.Stepping;

/// <summary><c>run --step</c>: state machines of the tests, run by the engine.</summary>
public sealed class StepTests
{
    private const string ThreePasses =
        """
        {"StartAt": "First", "States": {"First": {"Type": "Pass", "Next": "Second"}, "Second": {"Type": "Pass", "Next": "Third"},
          "Third": {"Type": "Pass", "End": true}}}
        """;

    private const string OneTask =
        """{"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:lambda:r:1:function:f", "End": true}}}""";

    private const string TwoBranches =
        """
        {"StartAt": "P", "States": {"P": {"Type": "Parallel", "End": true, "Branches": [
          {"StartAt": "A1", "States": {"A1": {"Type": "Pass", "Next": "A2"}, "A2": {"Type": "Pass", "End": true}}},
          {"StartAt": "B1", "States": {"B1": {"Type": "Pass", "Next": "B2"}, "B2": {"Type": "Pass", "End": true}}}]}}}
        """;

    private ExecutionResult? _result;
    private string _errors = "";

    [Fact]
    public async Task Enter_EachState_ShowsInputsAndOutputs()
    {
        await StepAsync(ThreePasses, "\nn\nnext\n", input: "5");

        Assert.Equal(
            """
            Next state: First (Pass)
            Input:
            5
            Enter: run this state; h: all commands; q: stop the run.
            step> Output of First:
            5
            Next state: Second (Pass)
            Input:
            5
            step> Output of Second:
            5
            Next state: Third (Pass)
            Input:
            5
            step> Output of Third:
            5

            """,
            _errors);
        Assert.Equal(ExecutionStatus.Succeeded, _result!.Status);
    }

    [Theory]
    [InlineData("t third")]
    [InlineData("to Th")]
    public async Task To_StateOrPrefix_RunsToIt(string command)
    {
        await StepAsync(ThreePasses, $"{command}\nn\n");

        Assert.Contains("step> Next state: Third (Pass)", _errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Second", _errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task To_UnknownState_SaysWhichThereAreAndAsksAgain()
    {
        await StepAsync(ThreePasses, "t x\nc\n");

        Assert.Contains(
            "step> There is no state 'x'. There are: First, Second, Third.\nstep> ", _errors, StringComparison.Ordinal);
        Assert.Equal(ExecutionStatus.Succeeded, _result!.Status);
    }

    [Theory]
    [InlineData("INLINE", "", "item 2 of The map")]
    [InlineData("DISTRIBUTED", ", \"ExecutionType\": \"STANDARD\"", "child execution 2 of The map")]
    public async Task To_ItemOfAMap_RunsToIt(string mode, string type, string place)
    {
        await StepAsync(
            $$$"""
            {"StartAt": "The map", "States": {"The map": {"Type": "Map", "MaxConcurrency": 1, "End": true, "ItemProcessor": {
              "ProcessorConfig": {"Mode": "{{{mode}}}"{{{type}}} },
              "StartAt": "I", "States": {"I": {"Type": "Pass", "End": true} } } } } }
            """,
            "t the m 2\nc\n",
            input: "[10, 11, 12]");

        Assert.Contains($"step> Next state: I (Pass), {place}\nInput:\n12\n", _errors, StringComparison.Ordinal);
        Assert.Equal("[10,11,12]", _result!.Output?.ToString());
    }

    [Fact]
    public async Task Edit_JsonAfterTheCommand_IsTheInput()
    {
        await StepAsync(ThreePasses, "e {\"a\": 1}\nc\n");

        Assert.Contains("step> Input:\n{\n  \"a\": 1\n}\nstep> ", _errors, StringComparison.Ordinal);
        Assert.Equal("""{"a":1}""", _result!.Output?.ToString());
    }

    [Theory]
    [InlineData("e {\"a\" 1}", "Line 1: '1' is invalid after a property name. Expected a ':'.")]
    [InlineData("e", "Standard input is not a terminal, so no editor is opened. Write the JSON after the command.")]
    [InlineData("l", "'l' cannot be done here. The commands are:")]
    [InlineData("t", "'t' cannot be done here. The commands are:")]
    [InlineData("h", "Enter, n       run this state and stop before the next one")]
    public async Task Command_CannotBeDone_SaysWhyAndAsksAgain(string command, string message)
    {
        await StepAsync(ThreePasses, $"{command}\nc\n");

        Assert.Contains($"step> {message}", _errors, StringComparison.Ordinal);
        Assert.Equal((ExecutionStatus.Succeeded, "{}"), (_result!.Status, _result.Output?.ToString()));
    }

    [Fact]
    public async Task Edit_MalformedInTheEditor_IsToldWithTheLineAndEditedAgain()
    {
        // The first time, the editor leaves an error in line 3.
        const string Editor =
            "f() { if grep -q broken \"$1\"; then echo '[7]' > \"$1\"; else printf '{\\n\"broken\":\\n}' > \"$1\"; fi; }; f";

        await StepAsync(ThreePasses, "e\n\nc\n", editor: Editor);

        Assert.Contains("This is not JSON. Line 3: '}' is an invalid start of a value.", _errors, StringComparison.Ordinal);
        Assert.Equal("[7]", _result!.Output?.ToString());
    }

    [Theory]
    [InlineData("false", "e\nc\n", "The editor 'false' failed with exit code 1. Nothing is changed.")]
    [InlineData("echo { >", "e\nx\nc\n", "This is not JSON. Line 2: ")]
    public async Task Edit_GivenUp_ChangesNothing(string editor, string commands, string message)
    {
        await StepAsync(ThreePasses, commands, editor: editor);

        Assert.Contains(message, _errors, StringComparison.Ordinal);
        Assert.Equal("{}", _result!.Output?.ToString());
    }

    [Fact]
    public async Task Edit_InputWithCredentials_HidesThemFromTheEditorAndKeepsThem()
    {
        const string Input = """{"video":"https://u:secret@host/a.mp4?key=secret","every":1}""";

        await StepAsync(ThreePasses, "e\nc\n", Input, editor: "sed -i '/secret/q1; s/: 1/: 2/'");

        Assert.DoesNotContain("secret", _errors, StringComparison.Ordinal);
        Assert.Equal(Input.Replace(":1", ":2", StringComparison.Ordinal), _result!.Output?.ToString());
    }

    [Fact]
    public async Task Mock_Result_TakesThePlaceOfTheTask()
    {
        await StepAsync(OneTask, "m [1]\n");

        Assert.Equal("[1]", _result!.Output?.ToString());
    }

    [Fact]
    public async Task Fail_ErrorAndCause_FailTheState()
    {
        await StepAsync(OneTask, "f Mine it is broken\nl\n");

        Assert.Contains("step> T (Task) failed: Mine: it is broken\nInput:\n", _errors, StringComparison.Ordinal);
        Assert.Equal(("Mine", "it is broken"), (_result!.Error, _result.Cause));
    }

    [Fact]
    public async Task Retry_ChangedInput_RunsTheStateAgain()
    {
        await StepAsync(OneTask, "n\n\ne 3\nr\n", input: "\"broken\"");

        Assert.Contains("T (Task) failed: Broken: cause\nInput:\n\"broken\"\nstep> ", _errors, StringComparison.Ordinal);
        Assert.Contains("The state has failed. r: run it again; l: let it fail;", _errors, StringComparison.Ordinal);
        Assert.Equal(3, _result!.Output);
    }

    [Fact]
    public async Task Branches_BothPaused_ArePromptedForOneAtATime()
    {
        await StepAsync(TwoBranches, "n\ne 1\nn\ne 2\nn\nc\n");

        Assert.Contains("(Pass), branch 0 of P\n", _errors, StringComparison.Ordinal);
        Assert.Contains("(Pass), branch 1 of P\n", _errors, StringComparison.Ordinal);
        Assert.Equal(7, _errors.Split("step> ").Length);
        Assert.Equal(ExecutionStatus.Succeeded, _result!.Status);
    }

    [Theory]
    [InlineData("n\nq\n", "")]
    [InlineData("n\nquit\n", "")]
    [InlineData("n\n", "Standard input has ended, so the run stops. To go on without steps, end it with c.\n")]
    public async Task Quit_OrEndOfInput_AbortsTheExecution(string commands, string message)
    {
        Assert.Equal(ExitCode.Interrupted, await StepAsync(TwoBranches, commands));

        Assert.Equal(ExecutionStatus.Aborted, _result!.Status);
        Assert.EndsWith(
            message + "Interrupted. No range is finished.\nTo continue: videopipeline run film.mp4 --step\n",
            _errors.Replace("step> ", "", StringComparison.Ordinal).Replace("\n\n", "\n", StringComparison.Ordinal),
            StringComparison.Ordinal);
    }

    private async Task<int> StepAsync(string definition, string commands, string input = "{}", string? editor = null)
    {
        var runs = new FakeRuns(async (name, _, observer, cancellation) =>
        {
            _result = await new StatesEngine(new Echo()).RunAsync(
                StateMachineDefinition.Parse(definition), JsonData.Parse(input),
                new ExecutionOptions { Name = name, Debugger = observer.Debugger }, cancellation);
            cancellation.ThrowIfCancellationRequested();
            return new RunOutcome(name, "nowhere", "Ended.Here", "");
        });
        using var session = new Session(runs, commands) { Editor = editor };
        var code = await session.RunAsync("run", "film.mp4", "--step");
        _errors = session.Errors.Replace("error: Ended.Here: \n", "", StringComparison.Ordinal);
        return code;
    }

    private sealed class Echo : ITaskInvoker
    {
        public Task<JsonData> InvokeAsync(TaskInvocation call, CancellationToken cancellation) =>
            call.Payload.Equals("broken") ? throw new TaskFailedException("Broken", "cause") : Task.FromResult(call.Payload);
    }
}
