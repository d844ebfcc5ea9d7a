using System.Runtime.CompilerServices;
using Amazon.Lambda.Core;

namespace VideoPipeline.Functions.Observation;

/// <summary>
/// What a step says of itself: a line when it begins, and one when it ends or fails. The last of a step that ended carries its
/// measures: <c>Frames</c>, <c>Bytes</c>, <c>Seconds</c> and <c>ColdStarts</c> (1 for the first invocation of a sandbox).
/// </summary>
public static class StepLog
{
    /// <summary>Name of the variable with the deployment, which tells its metrics from others'.</summary>
    public const string DeploymentVariable = "VIDEOPIPELINE_DEPLOYMENT";

    private static int s_warm;

    /// <summary>Runs a step.</summary>
    /// <param name="context">The invocation's context.</param>
    /// <param name="subject">What the step works on.</param>
    /// <param name="work">The step; its token is cancelled when the invocation is to stop (<see cref="InvocationToken"/>).</param>
    /// <param name="time">The clock; the system's where none is given.</param>
    /// <param name="step">Its name; the handler's.</param>
    public static async Task<T> RunAsync<T>(
        ILambdaContext context, StepSubject subject, Func<StepMeasures, CancellationToken, Task<T>> work, TimeProvider? time = null,
        [CallerMemberName] string step = "")
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(work);
        time ??= TimeProvider.System;
        var deployment = Environment.GetEnvironmentVariable(DeploymentVariable) is { Length: > 0 } name ? name : null;
        var (measures, began, cold) = (new StepMeasures(), time.GetTimestamp(), Interlocked.Exchange(ref s_warm, 1) == 0);
        StepLine Line(string level, string message) =>
            new(time.GetUtcNow(), level, message, step, subject, context.AwsRequestId) { Deployment = deployment };

        using var invocation = InvocationToken.Of(context);
        Write(context, Line("INFO", "begins"));
        try
        {
            var result = await work(measures, invocation.Token);
            Write(context, Line("INFO", "ends") with
            {
                Measures =
                [
                    ("Frames", "Count", measures.Frames),
                    ("Bytes", "Bytes", measures.Bytes),
                    ("Seconds", "Seconds", time.GetElapsedTime(began).TotalSeconds),
                    ("ColdStarts", "Count", cold ? 1 : 0),
                ],
            });
            return result;
        }
        catch (Exception failure)
        {
            Write(context, Line("ERROR", "fails") with { Failure = failure });
            throw;
        }
    }

    private static void Write(ILambdaContext context, StepLine line)
    {
        if (context is ILineLog log) log.WriteLine(line.ToString());
        else StandardOutput.WriteLine(line.ToString());
    }
}
