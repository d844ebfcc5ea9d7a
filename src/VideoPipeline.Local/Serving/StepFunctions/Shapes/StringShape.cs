using System.Text;
using System.Text.RegularExpressions;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.StepFunctions.Shapes;

/// <summary>A string.</summary>
internal sealed class StringShape : Shape
{
    public int MinLength { get; init; }

    public int MaxLength { get; init; } = int.MaxValue;

    /// <summary>The maximum size in UTF-8.</summary>
    public int MaxBytes { get; init; } = int.MaxValue;

    /// <summary>What the string matches as a whole; null for anything. Messages show its text as the service model has
    /// it.</summary>
    public (Regex Expression, string Text)? Pattern { get; init; }

    /// <summary>The strings that are allowed, in the order of messages; empty for any.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Whether messages do not show the string.</summary>
    public bool IsSensitive { get; init; }

    public override void Check(JsonData value, string path, ConstraintViolations violations)
    {
        if (value is not StringData { Value: var text }) throw NotA("String", value);
        var shown = IsSensitive ? null : $"'{text}'";
        violations.AddUnlessLength(text.Length, MinLength, MaxLength, shown, path);
        if (Encoding.UTF8.GetByteCount(text) > MaxBytes)
            violations.Add(shown, path, $"Member must have size less than or equal to {MaxBytes} bytes in UTF-8 encoding");
        if (Pattern is { } pattern && !pattern.Expression.IsMatch(text))
            violations.Add(shown, path, $"Member must satisfy regular expression pattern: {pattern.Text}");
        if (Values.Count > 0 && !Values.Contains(text))
            violations.Add(shown, path, $"Member must satisfy enum value set: [{string.Join(", ", Values)}]");
    }
}
