namespace VideoPipeline.StatesLanguage.Running;

/// <summary>The ARN of a state machine, and the ARNs made from it.</summary>
internal sealed record StateMachineArn(string Partition, string Region, string Account, string Name)
{
    private const int Parts = 7;

    /// <exception cref="ArgumentException">Not the ARN of a state machine.</exception>
    public static StateMachineArn Parse(string arn) =>
        arn.Split(':') is ["arn", var partition, "states", var region, var account, "stateMachine", var name, ..] parts
            && parts.Length == Parts
            ? new StateMachineArn(partition, region, account, name)
            : throw new ArgumentException(
                $"'{arn}' is not the ARN of a state machine; write arn:aws:states:REGION:ACCOUNT:stateMachine:NAME.",
                nameof(arn));

    public override string ToString() => Of("stateMachine", Name);

    public string Execution(string name) => Of("execution", $"{Name}:{name}");

    /// <summary>The ARN of a Map Run; its child executions belong to the "state machine" <c>NAME/LABEL</c>.</summary>
    public string MapRun(string label, Guid id) => Of("mapRun", $"{Name}/{label}:{id}");

    public StateMachineArn Child(string label) => this with { Name = $"{Name}/{label}" };

    private string Of(string kind, string rest) => $"arn:{Partition}:states:{Region}:{Account}:{kind}:{rest}";
}
