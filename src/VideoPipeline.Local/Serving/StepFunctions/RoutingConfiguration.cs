namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>The <c>routingConfiguration</c> of an alias.</summary>
internal static class RoutingConfiguration
{
    /// <summary>Reads the routing configuration of a request.</summary>
    /// <returns>The state machine, and its versions; null if there is none.</returns>
    /// <exception cref="ApiException">ValidationException: it does not contain distinct versions of one state machine, or the
    /// weights do not sum up to 100; InvalidArn.</exception>
    public static (string MachineArn, IReadOnlyList<Route> Routes)? Read(ApiRequest request)
    {
        if (request.Objects("routingConfiguration")?.ToArray() is not { } items) return null;
        string[] arns = [.. items.Select(item => item["stateMachineVersionArn"]!.Text)];
        var received = $"Received: [{string.Join(", ", arns)}]";
        var versions = arns.Select(ParseVersion).OfType<(string Machine, int Number)>().ToArray();
        if (versions.Length < arns.Length)
            throw Invalid($"Routing configuration must contain state machine version ARNs. {received}");
        if (versions.Distinct().Count() < versions.Length)
            throw Invalid($"Routing configuration must contain distinct state machine version ARNs. {received}");
        if (versions.Any(version => version.Machine != versions[0].Machine))
            throw Invalid($"Routing configuration must contain versions of one state machine. {received}");
        int[] weights = [.. items.Select(item => (int)item["weight"]!.Integer)];
        if (weights.Sum() != Alias.TotalWeight)
        {
            throw Invalid(
                $"Sum of routing configuration weights must equal {Alias.TotalWeight}. Received: [{string.Join(", ", weights)}]");
        }
        return (versions[0].Machine, [.. versions.Zip(weights, (version, weight) => new Route(version.Number, weight))]);
    }

    /// <summary>A routing configuration is invalid.</summary>
    public static ApiException Invalid(string message) => ApiException.Validation(message, "INVALID_ROUTING_CONFIGURATION");

    private static (string Machine, int Number)? ParseVersion(string arn) =>
        Arns.ParseStateMachine(arn) is (var machine, { } qualifier) && Arns.VersionNumber(qualifier) is { } number
            ? (machine, number)
            : null;
}
