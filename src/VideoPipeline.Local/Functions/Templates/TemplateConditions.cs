using YamlDotNet.RepresentationModel;

namespace VideoPipeline.Local.Functions.Templates;

/// <summary>The conditions of a template, with the default values of its parameters.</summary>
/// <remarks>https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-conditions.html</remarks>
/// <param name="conditions">The section <c>Conditions</c>.</param>
/// <param name="parameters">The section <c>Parameters</c>.</param>
internal sealed class TemplateConditions(TemplateNode? conditions, TemplateNode? parameters)
{
    /// <summary>The pseudo parameter that removes a property.</summary>
    public const string NoValue = "AWS::NoValue";

    /// <summary>What a value <c>!If [condition, then, else]</c> stands for; null if it is another value.</summary>
    /// <exception cref="TemplateException">The condition does not exist, or is not supported.</exception>
    public TemplateNode? Choose(TemplateNode value)
    {
        if (!HasTag(value, "!If")) return null;
        return value.Items.ToArray() is [var condition, var then, var otherwise]
            ? Holds(condition.Text(), condition) ? then : otherwise
            : throw value.Error("this must be !If [condition, then, else]");
    }

    private bool Holds(string name, TemplateNode reference) =>
        Holds(conditions?.Find(name) ?? throw reference.Error($"the condition {name} does not exist"));

    private bool Holds(TemplateNode condition) => condition.Yaml.Tag is { IsEmpty: false, IsLocal: true } tag
        ? (tag.Value, condition.Yaml is YamlSequenceNode ? condition.Items.ToArray() : []) switch
        {
            ("!Equals", [var left, var right]) => Text(left) == Text(right),
            ("!Not", [var only]) => !Holds(only),
            ("!And", var all) => all.All(Holds),
            ("!Or", var any) => any.Any(Holds),
            ("!Condition", _) when condition.Yaml is YamlScalarNode { Value: { } name } => Holds(name, condition),
            _ => throw NotSupported(condition),
        }
        : throw NotSupported(condition);

    private string? Text(TemplateNode value) => value.Value().Resolve(reference =>
        parameters?.Find(reference.LogicalId, "Default")?.Text());

    private static bool HasTag(TemplateNode node, string name) =>
        node.Yaml.Tag is { IsEmpty: false, IsLocal: true, Value: var tag } && tag == name;

    private static TemplateException NotSupported(TemplateNode condition) =>
        condition.Error("only !Equals, !Not, !And, !Or and !Condition are supported for this condition");
}
