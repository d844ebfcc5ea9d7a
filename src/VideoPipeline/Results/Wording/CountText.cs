namespace VideoPipeline.Results.Wording;

/// <summary>Formats numbers of things.</summary>
internal static class CountText
{
    /// <summary>Formats a number and a noun: <c>1 shot</c>, <c>2 shots</c>.</summary>
    /// <param name="count">The number.</param>
    /// <param name="noun">The noun, singular.</param>
    /// <param name="plural">What the plural has besides.</param>
    public static string Of(long count, string noun, string plural = "s") =>
        FormattableString.Invariant($"{count:N0} {noun}{(count == 1 ? "" : plural)}");
}
