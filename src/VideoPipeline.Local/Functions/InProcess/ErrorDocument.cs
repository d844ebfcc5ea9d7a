using System.Text.Json;
using System.Text.Json.Nodes;

namespace VideoPipeline.Local.Functions.InProcess;

/// <summary>An exception as Lambda reports it: <c>{errorType, errorMessage, stackTrace, cause}</c>, the type by its short name.</summary>
internal static class ErrorDocument
{
    /// <summary>UTF-8 JSON.</summary>
    public static byte[] Of(Exception exception) => JsonSerializer.SerializeToUtf8Bytes(Node(exception));

    private static JsonObject Node(Exception exception)
    {
        var node = new JsonObject { ["errorType"] = exception.GetType().Name, ["errorMessage"] = exception.Message };
        if (exception.StackTrace is { } trace)
        {
            var lines = trace.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            node["stackTrace"] = new JsonArray([.. lines.Select(line => JsonValue.Create(line))]);
        }

        if (exception.InnerException is { } inner) node["cause"] = Node(inner);
        return node;
    }
}
