namespace VideoPipeline.Local.Serving.StepFunctions.Testing;

/// <summary>The patterns of service integrations.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html</remarks>
internal static class Integration
{
    public static bool IsJob(string resource) =>
        resource.EndsWith(".sync", StringComparison.Ordinal) || resource.EndsWith(".sync:2", StringComparison.Ordinal);

    public static bool WaitsForToken(string resource) => resource.EndsWith(".waitForTaskToken", StringComparison.Ordinal);
}
