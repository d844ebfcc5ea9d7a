namespace VideoPipeline.Errors;

/// <summary>
/// The base class of failures that users and the state machine distinguish by type. The message says what is wrong, where, and
/// what to do. On Lambda, the short type name is the error name that <c>Retry</c> and <c>Catch</c> match.
/// </summary>
/// <remarks>
/// A message quotes what others have written: a file with 200,000 streams would list them all. Of a longer message only
/// the first part and the last one, which says what to do, are kept.
/// </remarks>
public abstract class VideoPipelineException(string message, Exception? cause = null) : Exception(Shorten(message), cause)
{
    private const int FirstLength = 3_000, LastLength = 1_000;

    private static string Shorten(string message) => message.Length <= FirstLength + LastLength
        ? message
        : message[..FirstLength]
            + FormattableString.Invariant($" … ({message.Length - FirstLength - LastLength} characters) … ")
            + message[^LastLength..];
}
