namespace VideoPipeline.WebConsole.Components;

/// <summary>The addresses of pages.</summary>
internal static class Links
{
    /// <summary>The page of an execution or child execution.</summary>
    /// <param name="arn">Its ARN.</param>
    /// <param name="visit">The selected visit of a state; null for none.</param>
    /// <param name="tab">The selected tab; null for the first.</param>
    public static string Execution(string arn, long? visit = null, string? tab = null)
    {
        string?[] query = [visit is null ? null : $"visit={visit}", tab is null ? null : $"tab={tab}"];
        var text = string.Join('&', query.Where(part => part is not null));
        return $"{ConsolePages.Path}/executions/{Escape(arn)}{(text.Length == 0 ? "" : "?")}{text}";
    }

    /// <summary>The page of an execution with a child execution.</summary>
    public static string Item(string arn, string item) =>
        $"{ConsolePages.Path}/executions/{Escape(arn)}?tab=items&item={Uri.EscapeDataString(item)}";

    /// <summary>The history of an execution as a file.</summary>
    public static string History(string arn) => $"{ConsolePages.Path}/files/history/{Escape(arn)}";

    /// <summary>A file of the results of a run.</summary>
    /// <param name="run">The name of the run.</param>
    /// <param name="file">The name of the file in its folder.</param>
    public static string Result(string run, string file) => $"{ConsolePages.Path}/files/runs/{Escape(run)}/{file}";

    /// <summary>The comparison of an execution with another one.</summary>
    public static string Compare(string arn) => $"{ConsolePages.Path}/compare?one={Uri.EscapeDataString(arn)}";

    // ARNs of child executions have a slash.
    private static string Escape(string arn) => string.Join('/', arn.Split('/').Select(Uri.EscapeDataString));
}
