using System.Runtime.CompilerServices;
using Amazon.Lambda.Core;

namespace VideoPipeline.Functions.Observation;

/// <summary>
/// Logs a step: a line when it starts, and one when it completes or fails. The line of a completed step has its metrics:
/// <c>Frames</c>, <c>Bytes</c>, <c>Seconds</c> and <c>ColdStarts</c> (1 for the first invocation in a process, else 0).
/// </summary>
internal static class StepLog
{
    /// <summary>The environment variable of the metrics' dimension Deployment: the name of the stack.</summary>
    public const string DeploymentVariable = "VIDEOPIPELINE_DEPLOYMENT";

    private static int s_warm;

    /// <summary>Runs a step.</summary>
    /// <param name="context">The invocation's context.</param>
    /// <param name="subject">The execution, range and video that the step processes.</param>
    /// <param name="work">The step. Its token is that of the invocation (<see cref="InvocationToken"/>).</param>
    /// <param name="time">The clock; null for the system clock.</param>
    /// <param name="step">The name of the step: by default, of the calling handler.</param>
    public static async Task<T> RunAsync<T>(
        ILambdaContext context, StepSubject subject, Func<StepMetrics, CancellationToken, Task<T>> work,
        TimeProvider? time = null, [CallerMemberName] string step = "")
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(work);
        time ??= TimeProvider.System;
        var deployment = DeploymentName;
        var (metrics, started, cold) = (new StepMetrics(), time.GetTimestamp(), Interlocked.Exchange(ref s_warm, 1) == 0);
        StepLine Line(string level, string message) =>
            new(time.GetUtcNow(), level, message, step, subject, context.AwsRequestId) { Deployment = deployment };

        using var invocation = InvocationToken.Create(context);
        Write(context, Line("INFO", "started"));
        try
        {
            var result = await work(metrics, invocation.Token);
            Write(context, Line("INFO", metrics.Outcome) with
            {
                Metrics =
                [
                    ("Frames", "Count", metrics.Frames),
                    ("Bytes", "Bytes", metrics.Bytes),
                    ("Seconds", "Seconds", time.GetElapsedTime(started).TotalSeconds),
                    ("ColdStarts", "Count", cold ? 1 : 0),
                ],
            });
            return result;
        }
        catch (Exception failure)
        {
            Write(context, Line("ERROR", "failed") with { Failure = failure });
            throw;
        }
    }

    /// <summary>Logs the failure of a part of a step, after which the step goes on.</summary>
    public static void WriteFailure(
        ILambdaContext context, StepSubject subject, Exception failure, TimeProvider time, string step) =>
        Write(context, new StepLine(time.GetUtcNow(), "ERROR", "failed", step, subject, context.AwsRequestId)
        {
            Failure = failure,
            Deployment = DeploymentName,
        });

    private static string? DeploymentName =>
        Environment.GetEnvironmentVariable(DeploymentVariable) is { Length: > 0 } name ? name : null;

    private static void Write(ILambdaContext context, StepLine line)
    {
        if (context is ILogWriter log) log.WriteLine(line.ToString());
        else StandardOutput.WriteLine(line.ToString());
    }
}
