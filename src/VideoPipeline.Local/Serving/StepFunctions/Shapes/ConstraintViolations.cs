using static System.FormattableString;

namespace VideoPipeline.Local.Serving.StepFunctions.Shapes;

/// <summary>The constraints that a request violates, in the words of AWS.</summary>
internal sealed class ConstraintViolations
{
    private readonly List<string> _all = [];

    /// <summary>Adds a violation.</summary>
    /// <param name="value">The value in quotes, or <c>null</c>; null if it is sensitive, as inputs and definitions are.</param>
    /// <param name="path">Its place in the request.</param>
    /// <param name="constraint">What does not hold.</param>
    public void Add(string? value, string path, string constraint) => _all.Add(
        $"Value {(value is null ? "" : value + " ")}at '{path}' failed to satisfy constraint: {constraint}");

    /// <summary>Adds a violation unless a length is in a range.</summary>
    public void AddUnlessLength(int length, int min, int max, string? value, string path)
    {
        if (length < min) Add(value, path, Invariant($"Member must have length greater than or equal to {min}"));
        if (length > max) Add(value, path, Invariant($"Member must have length less than or equal to {max}"));
    }

    /// <summary>Adds a violation unless a number is in a range.</summary>
    public void AddUnlessValue(double number, double min, double max, string value, string path)
    {
        if (number < min) Add(value, path, Invariant($"Member must have value greater than or equal to {min}"));
        if (number > max) Add(value, path, Invariant($"Member must have value less than or equal to {max}"));
    }

    /// <summary>Throws the violations, if there are any.</summary>
    /// <exception cref="ApiException">ValidationException.</exception>
    public void ThrowIfAny()
    {
        if (_all.Count == 0) return;
        throw ApiException.Validation(Invariant(
            $"{_all.Count} validation error{(_all.Count == 1 ? "" : "s")} detected: {string.Join("; ", _all)}"));
    }
}
