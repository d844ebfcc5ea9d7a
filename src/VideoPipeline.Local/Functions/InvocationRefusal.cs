namespace VideoPipeline.Local.Functions;

/// <summary>The error with which Lambda's API refuses an invocation before the function runs.</summary>
/// <param name="Status">The HTTP status code.</param>
/// <param name="Code">The error type, such as <c>TooManyRequestsException</c>.</param>
/// <param name="Message">The message.</param>
internal sealed record InvocationRefusal(int Status, string Code, string Message);
