using System.CommandLine;
using System.CommandLine.Parsing;
using VideoPipeline.Executions;

namespace VideoPipeline.Cli.Commands;

/// <summary>The options that pick frames, one at a time.</summary>
internal sealed class PickOptions
{
    private readonly Option<string?> _slice = new("--frames")
    {
        HelpName = "A:B",
        Description = "Frames A up to, not including, B, counted from 0; :B from the first, A: to the last.",
    };

    private readonly Option<string?> _list = new("--at")
    {
        HelpName = "LIST",
        Description = "A comma list: 25 is frame 25; 1.5s, 0.04 and 1:02.5 are times from the first frame, for the frame shown then. They come in ascending order, each once.",
    };

    private readonly Option<long?> _every = new("--every") { HelpName = "N", Description = "Frames 0, N, 2N and so on." };
    private readonly Option<string?> _fps = new("--fps")
    {
        HelpName = "F",
        Description = "F times a second, from the first frame on, the frame shown then: 1, 0.5, 30000/1001.",
    };

    private readonly Option<bool> _keyframes = new("--keyframes") { Description = "The frames that the container calls key frames." };

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> All => [_slice, _list, _every, _fps, _keyframes];

    /// <summary>An input with what was picked.</summary>
    public ExecutionInput On(ExecutionInput input, ParseResult parsed) => input with
    {
        Frames = parsed.GetValue(_slice),
        At = parsed.GetValue(_list),
        Every = parsed.GetValue(_every),
        Fps = parsed.GetValue(_fps),
        Keyframes = parsed.GetValue(_keyframes),
    };

    /// <summary>How many are used.</summary>
    public int Used(CommandResult result) => All.Count(option => result.GetResult(option) is { Implicit: false });
}
