using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.DataFlow;

/// <summary>The variables that a state sees: those assigned so far in its workflow, and in the workflows around it.
/// Immutable.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html</remarks>
internal sealed class Variables
{
    /// <summary>The maximum length of a variable's name.</summary>
    public const int MaxNameLength = 80;

    /// <summary>The name of <c>$states</c>, which cannot be assigned.</summary>
    public const string Reserved = "states";

    private const long MaxTotalBytes = 10 * 1024 * 1024;

    private readonly ObjectData _values;

    private Variables(ObjectData values) => _values = values;

    public static Variables None { get; } = new(ObjectData.Empty);

    public ObjectData Values => _values;

    /// <summary>Whether a text is the name of a variable.</summary>
    public static bool IsName(string text) =>
        text.Length is > 0 and <= MaxNameLength && text != Reserved
        && text.Select((character, index) => IsNameCharacter(character, isFirst: index == 0)).All(valid => valid);

    public JsonData? Find(string name) => _values.Find(name);

    /// <summary>Checks the size of an Assign, which limits that of each variable too, and of all variables after it.</summary>
    /// <exception cref="StatesException">States.DataLimitExceeded.</exception>
    public void CheckLimits(ObjectData assigned, string state)
    {
        if (PayloadLimit.Exceeds(assigned) || With(assigned)._values.Utf8Length > MaxTotalBytes)
        {
            throw PayloadLimit.VariablesExceeded(state);
        }
    }

    public Variables With(ObjectData assigned)
    {
        var values = _values;
        foreach (var (name, value) in assigned) values = values.With(name, value);
        return new Variables(values);
    }

    /// <summary>The name that starts at a position of an expression.</summary>
    /// <exception cref="FormatException">There is no name.</exception>
    public static string NameAt(string text, int start)
    {
        var end = start;
        while (end < text.Length && IsNameCharacter(text[end], isFirst: end == start)) end++;
        return end > start ? text[start..end] : throw new FormatException($"'{text}' does not name a variable after the '$'.");
    }

    private static bool IsNameCharacter(char character, bool isFirst) =>
        character == '_' || char.IsLetter(character) || (!isFirst && char.IsDigit(character));
}
