namespace VideoPipeline.Local.Functions.InProcess;

/// <summary>A handler string does not lead to a function; Lambda's runtime reports that under this name.</summary>
internal sealed class LambdaValidationException(string message) : Exception(message);
