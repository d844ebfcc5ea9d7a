namespace Amazon.Lambda.Core;

/// <summary>The logger of a function. By default, the methods with a level call <see cref="LogLine"/> and drop the
/// level.</summary>
public interface ILambdaLogger
{
    /// <summary>Writes a message without a line break.</summary>
    void Log(string message);

    /// <summary>Writes a message as a line.</summary>
    void LogLine(string message);

    /// <summary>Writes a line at the level with a name.</summary>
    void Log(string level, string message) => LogLine(message);

    /// <summary>Writes a line at a level.</summary>
    void Log(LogLevel level, string message) => Log(level.ToString(), message);

    /// <summary>Writes a line at level <see cref="LogLevel.Trace"/>.</summary>
    void LogTrace(string message) => Log(LogLevel.Trace, message);

    /// <summary>Writes a line at level <see cref="LogLevel.Debug"/>.</summary>
    void LogDebug(string message) => Log(LogLevel.Debug, message);

    /// <summary>Writes a line at level <see cref="LogLevel.Information"/>.</summary>
    void LogInformation(string message) => Log(LogLevel.Information, message);

    /// <summary>Writes a line at level <see cref="LogLevel.Warning"/>.</summary>
    void LogWarning(string message) => Log(LogLevel.Warning, message);

    /// <summary>Writes a line at level <see cref="LogLevel.Error"/>.</summary>
    void LogError(string message) => Log(LogLevel.Error, message);

    /// <summary>Writes a line at level <see cref="LogLevel.Critical"/>.</summary>
    void LogCritical(string message) => Log(LogLevel.Critical, message);
}
