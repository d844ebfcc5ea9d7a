using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Functions.InProcess;

/// <summary>
/// Serializes an exception as Lambda does: <c>{errorType, errorMessage, stackTrace, cause}</c>, with the short name of the type.
/// </summary>
internal static class ErrorDocument
{
    /// <summary>Serializes an exception to UTF-8 JSON.</summary>
    public static byte[] Of(Exception exception) => Node(exception).ToUtf8();

    private static JsonData Node(Exception exception)
    {
        var node = new ObjectBuilder { ["errorType"] = exception.GetType().Name, ["errorMessage"] = exception.Message };
        if (exception.StackTrace is { } trace)
        {
            var lines = trace.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            node["stackTrace"] = ArrayData.Of(lines.Select(line => (JsonData)line));
        }

        if (exception.InnerException is { } inner) node["cause"] = Node(inner);
        return node;
    }
}
