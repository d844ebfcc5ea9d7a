using VideoPipeline.Local.Functions.Templates;

namespace VideoPipeline.Local.Functions.InProcess;

/// <summary>The one environment that all functions of this process share.</summary>
internal static class ProcessEnvironment
{
    /// <summary>Sets the environment variables of all functions.</summary>
    /// <exception cref="TemplateException">Two functions want different values of a variable.</exception>
    public static void Apply(FunctionHostOptions options)
    {
        var agreed = new Dictionary<string, (string Value, string Function)>();
        foreach (var function in options.Template.Functions.Values)
        {
            foreach (var (name, value) in options.EnvironmentOf(function))
            {
                if (agreed.TryGetValue(name, out var other) && other.Value != value)
                {
                    throw new TemplateException(
                        options.Template.Path,
                        $"Resources.{function.LogicalId}.Environment.{name}",
                        $"'{value}' here and '{other.Value}' for {other.Function}: functions in one process share its environment; "
                        + "run them isolated, or give both the same value");
                }

                agreed[name] = (value, function.LogicalId);
            }
        }

        foreach (var (name, (value, _)) in agreed) Environment.SetEnvironmentVariable(name, value);
    }
}
