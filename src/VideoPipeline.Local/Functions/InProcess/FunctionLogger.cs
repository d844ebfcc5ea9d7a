using Amazon.Lambda.Core;

namespace VideoPipeline.Local.Functions.InProcess;

/// <summary>Passes the log lines of a function to a callback.</summary>
internal sealed class FunctionLogger(string function, Action<FunctionLogLine> write) : ILambdaLogger
{
    public void Log(string message) => LogLine(message.TrimEnd('\n'));

    public void LogLine(string message) => write(new FunctionLogLine(function, message));

    public void Log(string level, string message) => LogLine($"{level}: {message}");
}
