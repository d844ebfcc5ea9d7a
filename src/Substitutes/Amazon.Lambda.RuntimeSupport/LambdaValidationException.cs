namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The handler string does not lead to a function; the name is what callers see as the error type.</summary>
internal sealed class LambdaValidationException(string message) : Exception(message);
