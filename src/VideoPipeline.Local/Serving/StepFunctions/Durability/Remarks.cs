namespace VideoPipeline.Local.Serving.StepFunctions.Durability;

/// <summary>What is said about journals that do not end as they should.</summary>
internal static class Remarks
{
    /// <param name="content">The journal.</param>
    /// <param name="consequence">What follows from it.</param>
    public static string Of(JournalContent content, string consequence) => content.End == JournalEnd.Damaged
        ? $"{content.File.Path} cannot be read from byte {content.Offset} on. {consequence}"
        : $"{content.File.Path} ended in the middle of a record, which has been cut off at byte {content.Offset}. {consequence}";
}
