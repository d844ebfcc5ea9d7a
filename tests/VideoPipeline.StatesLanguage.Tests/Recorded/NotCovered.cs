namespace VideoPipeline.StatesLanguage.Tests.Recorded;

/// <summary>The recorded cases that the engine does not run, by what they need and why it is not there.</summary>
internal static class NotCovered
{
    public static IReadOnlyList<(string Category, string Reason, Func<RecordedCase, bool> Applies)> Categories { get; } =
    [
        ("Assign", "Assign sets variables, which the engine does not have; Parse says so.", recorded => recorded.Has("field:Assign")),
        ("variables", "References to variables ($name) need Assign.", recorded => recorded.Has("variables")),
    ];

    public static bool Applies(RecordedCase recorded) => Categories.Any(category => category.Applies(recorded));
}
