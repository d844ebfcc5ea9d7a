namespace VideoPipeline.StatesLanguage.Tests.Recorded;

/// <summary>The recorded cases that the engine does not run, by what they need and why it is not there.</summary>
internal static class NotCovered
{
    public static IReadOnlyList<Category> Categories { get; } =
    [
        new("Assign", "It sets variables, which the engine does not have; Parse says so.", given => given.Has("field:Assign")),
        new("variables", "References to variables ($name) need Assign.", given => given.Has("variables")),
        new("express", "Express executions have ARNs of another kind; the engine runs standard ones.", IsExpress),
    ];

    public static bool Applies(RecordedCase recorded) => Categories.Any(category => category.Applies(recorded));

    private static bool IsExpress(RecordedCase recorded) =>
        recorded.Expected["output"]?.ToString().Contains(":express:", StringComparison.Ordinal) ?? false;

    internal sealed record Category(string Name, string Reason, Func<RecordedCase, bool> Applies);
}
