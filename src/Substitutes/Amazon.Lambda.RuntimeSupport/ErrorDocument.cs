using System.Text.Json.Nodes;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Serializes an exception like Lambda: <c>{errorType, errorMessage, stackTrace, cause}</c>, with the type name without
/// its namespace.</summary>
internal static class ErrorDocument
{
    public static string Of(Exception exception) => Node(exception).ToJsonString();

    private static JsonObject Node(Exception exception)
    {
        var node = new JsonObject
        {
            ["errorType"] = exception.GetType().Name,
            ["errorMessage"] = exception.Message,
        };
        if (exception.StackTrace is { } trace)
        {
            var lines = trace.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            node["stackTrace"] = new JsonArray([.. lines.Select(line => JsonValue.Create(line))]);
        }

        if (exception.InnerException is { } inner) node["cause"] = Node(inner);
        return node;
    }
}
