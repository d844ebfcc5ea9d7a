using Newtonsoft.Json.Linq;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.DataFlow;

/// <summary>Where a state's result goes in its raw input: the whole output (<c>$</c>), nowhere (null), or a
/// field.</summary>
internal sealed class ResultPath
{
    private readonly JsonPath? _path;

    private ResultPath(JsonPath? path) => _path = path;

    /// <summary>The result replaces the input: <c>$</c>, the default.</summary>
    public static ResultPath Whole { get; } = new(JsonPath.Parse("$"));

    /// <summary>The result is dropped and the input kept: JSON null.</summary>
    public static ResultPath Discard { get; } = new(null);

    /// <exception cref="FormatException">Not a reference path: a ResultPath names exactly one place.</exception>
    public static ResultPath Parse(string text)
    {
        var path = JsonPath.Parse(text);
        return path.Steps is null || text.StartsWith("$$", StringComparison.Ordinal)
            ? throw new FormatException($"'{text}' is not a reference path.")
            : new ResultPath(path);
    }

    /// <summary>Puts <paramref name="result"/> into a copy of <paramref name="input"/>; missing objects on the way are
    /// made.</summary>
    /// <exception cref="StatesException">States.ResultPathMatchFailure: the path crosses something that is not an
    /// object.</exception>
    public JToken Apply(JToken input, JToken result)
    {
        if (_path is null) return input;
        if (_path.Steps!.Count == 0) return result;
        var output = input.DeepClone();
        var place = output;
        foreach (var step in _path.Steps.SkipLast(1)) place = Descend(place, step, input);
        Set(place, _path.Steps[^1], result, input);
        return output;
    }

    private JToken Descend(JToken place, PathStep step, JToken input)
    {
        if (step.Of(place) is { Type: not JTokenType.Null } below) return below;
        var made = new JObject();
        Set(place, step, made, input);
        return made;
    }

    private void Set(JToken place, PathStep step, JToken value, JToken input)
    {
        switch (place)
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
