namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The handler string does not identify a function. Callers see the name of this type as the error type.</summary>
internal sealed class LambdaValidationException(string message) : Exception(message);
