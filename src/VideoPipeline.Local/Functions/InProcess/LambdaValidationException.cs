namespace VideoPipeline.Local.Functions.InProcess;

/// <summary>A handler does not name a function. Lambda's runtime reports this under the same name.</summary>
internal sealed class LambdaValidationException(string message) : Exception(message);
