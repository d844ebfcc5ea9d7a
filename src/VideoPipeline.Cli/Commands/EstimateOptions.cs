using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using VideoPipeline.Cli.Estimates;
using VideoPipeline.Planning;

namespace VideoPipeline.Cli.Commands;

/// <summary>The options of <c>plan</c> for AWS: the workers, and what to choose them for.</summary>
internal sealed class EstimateOptions
{
    private readonly Option<string?> _on = new("--on")
    {
        Description = "Plan as the deployment on AWS does: 100 workers by default, no range near their time limit.",
    };

    private readonly Option<int?> _memory = new("--memory")
    {
        Description = $"The memory of the workers on AWS in MB (WorkerMemory of the template; default: {DefaultMemory}).",
        HelpName = "MB",
    };

    private readonly Option<double?> _deadline = new("--deadline")
    {
        Description = "Choose memory, workers and ranges on AWS for the least cost within this time: 60s, 5m, 1h.",
        HelpName = "TIME",
        CustomParser = ParseDeadline,
    };

    private readonly Option<decimal?> _budget = new("--budget")
    {
        Description = "Choose memory, workers and ranges on AWS for the least time at this cost in US dollars: 0.01.",
        HelpName = "DOLLARS",
        CustomParser = ParseBudget,
    };

    private const int DefaultMemory = RemoteWorker.DefaultMegabytes;

    public EstimateOptions() => _on.AcceptOnlyFromAmong("aws");

    /// <summary>All options.</summary>
    public IReadOnlyList<Option> All => [_on, _memory, _deadline, _budget];

    /// <summary>Adds an error if values are invalid, or cannot be combined.</summary>
    public void Check(CommandResult result)
    {
        if (result.GetValue(_memory) is { } memory and (< RemoteWorker.MegabytesPerProcessor or > RemoteWorker.MaxMegabytes))
        {
            result.AddError(
                $"--memory must be from {RemoteWorker.MegabytesPerProcessor} to {RemoteWorker.MaxMegabytes} (got {memory}).");
        }
        var (deadline, budget) = (result.GetResult(_deadline) is not null, result.GetResult(_budget) is not null);
        if (deadline && budget) result.AddError("Give only one of --deadline and --budget.");
        if ((deadline || budget) && !IsOnAws(result))
            result.AddError("--deadline and --budget choose workers on AWS. Add --on aws.");
    }

    /// <summary>Whether the plan is for AWS.</summary>
    public bool IsOnAws(CommandResult command) => command.GetValue(_on) is not null;

    /// <summary>The memory of the workers in MB; null if it is not given.</summary>
    public int? GetMemory(ParseResult parsed) => parsed.GetValue(_memory);

    /// <summary>The deadline or the budget; null if there is neither.</summary>
    public AwsObjective? GetObjective(ParseResult parsed) =>
        (parsed.GetValue(_deadline), parsed.GetValue(_budget)) switch
        {
            (null, null) => null,
            var (deadline, budget) => new AwsObjective(deadline, budget),
        };

    private static double? ParseDeadline(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var unit = text switch { [.., 's'] => 1, [.., 'm'] => 60, [.., 'h'] => 3600, _ => 0 };
        var number = unit == 0 ? text : text[..^1];
        if (double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && value > 0 && double.IsFinite(value))
        {
            return value * Math.Max(unit, 1);
        }
        result.AddError($"--deadline must be a time such as 60s, 5m or 1h (got '{text}').");
        return null;
    }

    private static decimal? ParseBudget(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value > 0)
            return value;
        result.AddError($"--budget must be an amount of US dollars such as 0.01 (got '{text}').");
        return null;
    }
}
