using Newtonsoft.Json.Linq;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Functions.InProcess;

/// <summary>
/// Serializes an exception as Lambda does: <c>{errorType, errorMessage, stackTrace, cause}</c>, with the short name of the type.
/// </summary>
internal static class ErrorDocument
{
    /// <summary>Serializes an exception to UTF-8 JSON.</summary>
    public static byte[] Of(Exception exception) => StatesJson.Bytes(Node(exception));

    private static JObject Node(Exception exception)
    {
        var node = new JObject { ["errorType"] = exception.GetType().Name, ["errorMessage"] = exception.Message };
        if (exception.StackTrace is { } trace)
        {
            var lines = trace.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            node["stackTrace"] = new JArray(lines);
        }

        if (exception.InnerException is { } inner) node["cause"] = Node(inner);
        return node;
    }
}
