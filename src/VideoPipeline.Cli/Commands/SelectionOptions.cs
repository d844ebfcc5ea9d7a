using System.CommandLine;
using System.CommandLine.Parsing;
using VideoPipeline.Executions;

namespace VideoPipeline.Cli.Commands;

/// <summary>The options that select frames; at most one may be given.</summary>
internal sealed class SelectionOptions
{
    /// <summary>The options as messages list them.</summary>
    public const string Names = "--frames A:B, --at LIST, --every N, --fps F, --count N and --keyframes";

    /// <summary>The names of the options.</summary>
    public static readonly IReadOnlyList<string> OptionNames = [.. new SelectionOptions().All.Select(option => option.Name)];

    private readonly Option<string?> _range = new("--frames")
    {
        HelpName = "A:B",
        Description = "Frames A to B-1, counted from 0; :B starts at the first frame, A: ends at the last.",
    };

    private readonly Option<string?> _list = new("--at")
    {
        HelpName = "LIST",
        Description = "A comma-separated list: 25 or 25f is frame 25; 1.5s, 0.04 and 1:02.5 are times since the first frame " +
            "and select the frame shown then. The output is in ascending order, without duplicates.",
    };

    private readonly Option<long?> _every = new("--every") { HelpName = "N", Description = "Frames 0, N, 2N, …" };
    private readonly Option<string?> _fps = new("--fps")
    {
        HelpName = "F",
        Description = "F frames per second: the frames shown at 0, 1/F, 2/F, … seconds. F is 1, 0.5, 30000/1001.",
    };

    private readonly Option<int?> _count = new("--count")
    {
        HelpName = "N",
        Description = "N frames at even distances: the middle one of each of N equal parts.",
    };

    private readonly Option<bool> _keyframes = new("--keyframes")
    {
        Description = "The frames that the container marks as key frames.",
    };

    /// <summary>All options.</summary>
    public IReadOnlyList<Option> All => [_range, _list, _every, _fps, _count, _keyframes];

    /// <summary>Returns the input with the values of the options.</summary>
    public ExecutionInput ApplyTo(ExecutionInput input, ParseResult parsed) => input with
    {
        Frames = parsed.GetValue(_range),
        At = parsed.GetValue(_list),
        Every = parsed.GetValue(_every),
        Fps = parsed.GetValue(_fps),
        Count = parsed.GetValue(_count),
        Keyframes = parsed.GetValue(_keyframes),
    };

    /// <summary>Counts the options that are given.</summary>
    public int CountUsed(CommandResult result) => All.Count(option => result.GetResult(option) is { Implicit: false });
}
