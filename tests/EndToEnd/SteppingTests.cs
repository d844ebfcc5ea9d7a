using Xunit;

namespace VideoPipeline.EndToEnd;

/// <summary><c>run --step</c> in a separate process, with the sample video.</summary>
public sealed class SteppingTests : IDisposable
{
    private readonly Command _command = new();

    public void Dispose() => _command.Dispose();

    [Fact]
    public async Task Step_ToARangeThenOn_SameResultsAsARunWithoutSteps()
    {
        await _command.RunAsync("run", "--out", "free");
        // So that the ranges are decoded again.
        Directory.Delete(Path.Combine(_command.Store, "partials"), recursive: true);
        _command.Input = "n\n\nt dec 1\ni\nc\n";

        var outcome = await _command.RunAsync("run", "--step", "--workers", "2", "--frames-per-range", "97", "--out", "stepped");

        Assert.True(outcome.ExitCode == 0, outcome.Errors);
        Assert.Contains("Next state: Begin (Pass)\nInput:\n{\n", outcome.Errors);
        Assert.Contains("Output of Index:\n", outcome.Errors);
        Assert.Contains("Next state: Plan (Task)\n", outcome.Errors);
        Assert.Contains("Next state: DecodeRange (Task), child execution 1 of Decode\n", outcome.Errors);
        ResultFiles.AssertSame(Path.Combine(_command.Folder, "free"), Path.Combine(_command.Folder, "stepped"));
    }

    [Fact]
    public async Task Step_MockedError_IsRetriedByHandAndSucceeds()
    {
        _command.Input = "t Reduce\nf Mine it is broken\nr\n";

        var outcome = await _command.RunAsync("run", "--step", "--json");

        Assert.True(outcome.ExitCode == 0, outcome.Errors);
        Assert.Contains("Reduce (Task) failed: Mine: it is broken\n", outcome.Errors);
        Assert.StartsWith("{", outcome.Output);
    }

    [Fact]
    public async Task Step_QuitBeforeARange_LeavesNothingRunning()
    {
        _command.Input = "t Decode 1\nq\n";

        var outcome = await _command.RunAsync("run", "--step", "--frames-per-range", "97");

        Assert.Equal((130, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains("To continue: videopipeline run --step --frames-per-range 97\n", outcome.Errors);
        Assert.Empty(_command.RunningFfmpeg());
        Assert.Empty(_command.TemporaryFiles);
    }

    [Fact]
    public async Task Step_EditorOnADumbTerminal_ChangesInputAndResult()
    {
        _command.Environment["TERM"] = "dumb";
        _command.Environment["EDITOR"] = """printf '{"edited": true}' >""";
        _command.Input = "e\nm\nq\n";

        // script runs the command on a pseudo-terminal.
        using var terminal = _command.StartProgram(
            "script", "--quiet", "--return", "--command", Command.LineOf("run", "--step"), Path.Combine(_command.Folder, "log"));
        var output = (await terminal.StandardOutput.ReadToEndAsync()).Replace("\r", "", StringComparison.Ordinal);
        await terminal.WaitForExitAsync();

        Assert.True(terminal.ExitCode == 130, output);
        const string Edited = ":\n{\n  \"edited\": true\n}\n";
        Assert.Contains("Input" + Edited + "step> ", output);
        Assert.Contains("Output of Begin" + Edited, output);
        Assert.Contains("Next state: Index (Task)\nInput" + Edited, output);
        Assert.Empty(_command.TemporaryFiles);
    }
}
