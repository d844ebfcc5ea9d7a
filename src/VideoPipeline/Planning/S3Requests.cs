namespace VideoPipeline.Planning;

/// <summary>The requests of an execution to S3.</summary>
/// <param name="Gets">The GET and HEAD requests.</param>
/// <param name="Puts">The PUT and LIST requests.</param>
internal readonly record struct S3Requests(int Gets, int Puts)
{
    /// <summary>
    /// The requests of an execution with this number of ranges. A range reads input, index and samples, looks up its partial,
    /// writes it and its report; Reduce reads both.
    /// </summary>
    public static S3Requests Of(int ranges) => new(10 + (6 * ranges), 13 + (2 * ranges));
}
