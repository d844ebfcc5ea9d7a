namespace VideoPipeline.StatesLanguage.Tests.Recorded;

/// <summary>The categories of recorded cases that the engine does not support, each with the reason.</summary>
internal static class NotCovered
{
    public static IReadOnlyList<Category> Categories { get; } =
    [
        new("express", "Express executions have a different ARN format; the engine runs standard executions.", IsExpress),
    ];

    public static bool Applies(RecordedCase recorded) => Categories.Any(category => category.Applies(recorded));

    private static bool IsExpress(RecordedCase recorded) =>
        recorded.Expected["output"]?.ToString().Contains(":express:", StringComparison.Ordinal) ?? false;

    internal sealed record Category(string Name, string Reason, Func<RecordedCase, bool> Applies);
}
