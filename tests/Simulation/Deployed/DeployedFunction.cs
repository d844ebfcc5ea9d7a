namespace VideoPipeline.Simulation.Deployed;

/// <summary>A function of the template.</summary>
/// <param name="Name">Its logical ID.</param>
/// <param name="Megabytes">Its memory in MB.</param>
/// <param name="Timeout">Its time limit in seconds.</param>
/// <param name="IsReserved">Whether its concurrency is reserved (by the parameter MaxWorkers).</param>
internal sealed record DeployedFunction(string Name, int Megabytes, double Timeout, bool IsReserved)
{
    /// <summary>Its memory in GB.</summary>
    public double Gigabytes => Megabytes / 1024.0;
}
