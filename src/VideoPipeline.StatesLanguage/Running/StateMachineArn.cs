namespace VideoPipeline.StatesLanguage.Running;

/// <summary>The ARN of a state machine, and the ARNs derived from it.</summary>
internal sealed record StateMachineArn(string Partition, string Region, string Account, string Name)
{
    private const int PartCount = 7;

    /// <exception cref="ArgumentException">The string is not the ARN of a state machine.</exception>
    public static StateMachineArn Parse(string arn) =>
        arn.Split(':') is ["arn", var partition, "states", var region, var account, "stateMachine", var name, ..] parts
            && parts.Length == PartCount
            ? new StateMachineArn(partition, region, account, name)
            : throw new ArgumentException(
                $"'{arn}' is not the ARN of a state machine. Write arn:aws:states:REGION:ACCOUNT:stateMachine:NAME.",
                nameof(arn));

    public override string ToString() => Format("stateMachine", Name);

    public string ExecutionArn(string name) => Format("execution", $"{Name}:{name}");

    public string ExpressExecutionArn(string id) => Format("express", $"{Name}:{id}");

    public string MapRunArn(string label, Guid id) => Format("mapRun", $"{Name}/{label}:{id}");

    /// <summary>The state machine that the child executions of a Map Run belong to, named <c>NAME/LABEL</c>.</summary>
    public StateMachineArn ChildStateMachine(string label) => this with { Name = $"{Name}/{label}" };

    private string Format(string type, string id) => $"arn:{Partition}:states:{Region}:{Account}:{type}:{id}";
}
