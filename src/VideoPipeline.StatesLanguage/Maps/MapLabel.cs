using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;

namespace VideoPipeline.StatesLanguage.Maps;

/// <summary>Reads the Label of a distributed Map, a part of the ARNs of its Map Runs.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html</remarks>
internal static class MapLabel
{
    private const int MaxLength = 40;
    private const string Forbidden = "?*<>{}[]\"#%\\^|~`$&,;:/";

    public static string Parse(DefinitionNode node, StateMachineScope scope)
    {
        var label = node.Text();
        if (label.Length > MaxLength)
        {
            node.Report(
                $"Label '{label}' exceeds the {MaxLength}-character limit allowed by the service",
                $"Use 1 to {MaxLength} characters (got {label.Length}).", DiagnosticCodes.InvalidLabelName);
        }
        else if (label.Length == 0 || label.Any(IsForbidden))
        {
            node.Report(
                $"Invalid Label name: '{label}'",
                $"Use 1 to {MaxLength} characters, without white space, wildcards, brackets, "
                + $"control characters and \"#%\\^|~`$&,;:/.",
                DiagnosticCodes.InvalidLabelName);
        }
        if (!scope.AddLabel(label)) node.Report(
            $"Duplicate Label name: {label}", "Rename one: labels must be unique in the whole state machine.",
            DiagnosticCodes.DuplicateLabelName);
        return label;
    }

    private static bool IsForbidden(char character) =>
        char.IsWhiteSpace(character) || char.IsControl(character) || Forbidden.Contains(character);
}
