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

    // ARNs of child executions have a slash.
    private static string Escape(string arn) => string.Join('/', arn.Split('/').Select(Uri.EscapeDataString));
}
