using Newtonsoft.Json.Linq;
using VideoPipeline.StatesLanguage.Errors;

namespace VideoPipeline.StatesLanguage.DataFlow;

/// <summary>InputPath or OutputPath: the part of the data that goes on.</summary>
internal sealed class DataPathFilter
{
    private readonly Expression? _path;

    private DataPathFilter(Expression? path) => _path = path;

    /// <summary>Everything: <c>$</c>, the default.</summary>
    public static DataPathFilter Everything { get; } = new(Expression.Parse("$"));

    /// <summary>JSON null: an empty object goes on.</summary>
    public static DataPathFilter Nothing { get; } = new(null);

    /// <exception cref="FormatException">Not a path.</exception>
    public static DataPathFilter Parse(string text) => new(Expression.Parse(text));

    /// <exception cref="StatesException">States.Runtime: the path leads nowhere.</exception>
    public JToken Apply(Scope scope)
    {
        if (_path is null) return new JObject();
        return _path.Find(scope)
            ?? throw StatesException.Runtime($"Invalid path '{_path.Text}' : No results for path: {_path.Text}");
    }
}
