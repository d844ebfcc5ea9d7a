using VideoPipeline.Local.Functions.Templates;

namespace VideoPipeline.Local.Functions.InProcess;

/// <summary>The environment of this process, which all its functions share.</summary>
internal static class ProcessEnvironment
{
    /// <summary>Sets the environment variables of all functions.</summary>
    /// <exception cref="TemplateException">Two functions have different values for an environment variable.</exception>
    public static void Apply(FunctionHostOptions options)
    {
        var variables = new Dictionary<string, (string Value, string Function)>();
        foreach (var function in options.Template.Functions.Values)
        {
            foreach (var (name, value) in options.EnvironmentOf(function))
            {
                if (variables.TryGetValue(name, out var other) && other.Value != value)
                {
                    throw new TemplateException(
                        options.Template.Path,
                        $"Resources.{function.LogicalId}.Environment.{name}",
                        $"it is '{value}', but '{other.Value}' for {other.Function}. Functions in one process share their "
                        + "environment: run them isolated, or set the same value.");
                }

                variables[name] = (value, function.LogicalId);
            }
        }

        foreach (var (name, (value, _)) in variables) Environment.SetEnvironmentVariable(name, value);
    }
}
