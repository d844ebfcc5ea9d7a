using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.DataFlow;

/// <summary>An InputPath or OutputPath: selects a part of the data.</summary>
internal sealed class DataPathFilter
{
    private readonly Expression? _path;

    private DataPathFilter(Expression? path) => _path = path;

    /// <summary><c>$</c>, the default: selects all data.</summary>
    public static DataPathFilter Everything { get; } = new(Expression.Parse("$"));

    /// <summary>JSON null: selects an empty object.</summary>
    public static DataPathFilter Nothing { get; } = new(null);

    /// <summary>The names of the variables that the path reads.</summary>
    public IEnumerable<string> VariableNames => _path?.VariableNames ?? [];

    /// <exception cref="FormatException">The text is not a path.</exception>
    public static DataPathFilter Parse(string text) => new(Expression.Parse(text));

    /// <exception cref="StatesException">States.Runtime: the path matches nothing.</exception>
    public JsonData Apply(Scope scope) => _path is null ? ObjectData.Empty : _path.Require(scope);
}
