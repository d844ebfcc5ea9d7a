using Newtonsoft.Json.Linq;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.DataFlow;

/// <summary>A ResultPath: the reference path at which the result is inserted into the raw input. <c>$</c> replaces the
/// input; null discards the result.</summary>
internal sealed class ResultPath
{
    private readonly JsonPath? _path;

    private ResultPath(JsonPath? path) => _path = path;

    /// <summary><c>$</c>, the default: the result replaces the input.</summary>
    public static ResultPath Root { get; } = new(JsonPath.Parse("$"));

    /// <summary>JSON null: the result is discarded and the input kept.</summary>
    public static ResultPath Discard { get; } = new(null);

    /// <exception cref="FormatException">The text is not a reference path, which must identify exactly one value.</exception>
    public static ResultPath Parse(string text)
    {
        var path = JsonPath.Parse(text);
        return path.Steps is null || text.StartsWith("$$", StringComparison.Ordinal)
            ? throw new FormatException($"'{text}' is not a reference path.")
            : new ResultPath(path);
    }

    /// <summary>Inserts <paramref name="result"/> into a copy of <paramref name="input"/>, creating missing
    /// objects.</summary>
    /// <exception cref="StatesException">States.ResultPathMatchFailure: the path passes through a value that is neither an
    /// object nor an array with that element.</exception>
    public JToken Apply(JToken input, JToken result)
    {
        if (_path is null) return input;
        if (_path.Steps!.Count == 0) return result;
        var output = input.DeepClone();
        var parent = output;
        foreach (var step in _path.Steps.SkipLast(1)) parent = GetOrCreate(parent, step, input);
        Set(parent, _path.Steps[^1], result, input);
        return output;
    }

    private JToken GetOrCreate(JToken parent, PathStep step, JToken input)
    {
        if (step.Select(parent) is { Type: not JTokenType.Null } child) return child;
        var created = new JObject();
        Set(parent, step, created, input);
        return created;
    }

    private void Set(JToken parent, PathStep step, JToken value, JToken input)
    {
        switch (parent)
        {
            case JObject o when step.Field is not null:
                o[step.Field] = value;
                return;
            case JArray a when step.Field is null && step.Index >= 0 && step.Index < a.Count:
                a[step.Index] = value;
                return;
            default:
                throw new StatesException(
                    ErrorNames.ResultPathMatchFailure,
                    $"Unable to apply ReferencePath {_path!.Text} to input {StatesJson.Text(input)}",
                    located: false);
        }
    }
}
