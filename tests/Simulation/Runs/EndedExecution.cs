namespace VideoPipeline.Simulation.Runs;

/// <summary>An execution that has ended. Times are in seconds.</summary>
/// <param name="Uploaded">When its video was uploaded.</param>
/// <param name="Started">When it was started.</param>
/// <param name="Finished">When it ended.</param>
/// <param name="MaxEvents">The events in the longest history of it and its child executions.</param>
/// <param name="Error">The name of the error with which it failed; null if it succeeded.</param>
internal sealed record EndedExecution(double Uploaded, double Started, double Finished, int MaxEvents, string? Error)
{
    /// <summary>The seconds from the upload to the start.</summary>
    public double Wait => Started - Uploaded;

    /// <summary>The seconds from the upload to the result.</summary>
    public double Total => Finished - Uploaded;
}
