using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.DataFlow.Paths;

/// <summary>
/// A JSONPath in the dialect of AWS, which is that of the library Jayway JsonPath. A definite path selects one value or none; any
/// other path selects an array of the matches, which may be empty.
/// </summary>
/// <remarks>https://github.com/json-path/JsonPath (README and the exceptions it throws); recorded executions.</remarks>
internal sealed class JsonPath
{
    private readonly PathStep[] _steps;

    private JsonPath(string text, PathStep[] steps)
    {
        (Text, _steps) = (text, steps);
        IsDefinite = Array.TrueForAll(steps, step => step.IsDefinite);
    }

    public string Text { get; }

    /// <summary>Whether the path selects at most one value.</summary>
    public bool IsDefinite { get; }

    /// <summary>The steps of a path of names and indices only (a reference path); null for any other path.</summary>
    public IReadOnlyList<PathStep>? ReferenceSteps =>
        Array.TrueForAll(_steps, step => step is NameStep or IndexStep) ? _steps : null;

    /// <summary>The path in the form in which error messages name it: <c>$['a'][0]</c>.</summary>
    public string Normalized => Prefix(_steps.Length);

    /// <exception cref="FormatException">The text is not a JSONPath.</exception>
    public static JsonPath Parse(string text) => new(text, PathParser.Parse(text));

    /// <summary>Selects the value at this path; null if a definite path matches nothing.</summary>
    /// <exception cref="PathException">A function of the path cannot be computed.</exception>
    public JsonData? Select(JsonData root)
    {
        if (!IsDefinite) return ArrayData.Of(Matches(root));
        JsonData? value = root;
        for (var i = 0; value is not null && i < _steps.Length; i++) value = _steps[i].SelectOne(value, root);
        return value;
    }

    /// <summary>Why this definite path, which matches nothing, does so, in the words of AWS.</summary>
    public string Problem(JsonData root)
    {
        var value = root;
        for (var i = 0; i < _steps.Length; i++)
        {
            if (_steps[i].SelectOne(value, root) is { } next)
            {
                value = next;
                continue;
            }
            return _steps[i] switch
            {
                NameStep when value is ObjectData && i < _steps.Length - 1 => $"Missing property in path {Prefix(i + 1)}",
                NameStep or NamesStep when value is not ObjectData =>
                    $"Expected to find an object with property {_steps[i]} in path {Prefix(i)} but found "
                    + $"'{JavaTypes.Name(value)}'. This is not a json object according to the JsonProvider: "
                    + $"'{JavaTypes.JsonProvider}'.",
                IndexStep when value is NullData => $"The path {Prefix(i)} is null",
                IndexStep when value is not ArrayData =>
                    $"Filter: {_steps[i]} can only be applied to arrays. Current context is: {JavaTypes.Text(value)}",
                _ => $"No results for path: {Normalized}",
            };
        }
        return $"No results for path: {Normalized}";
    }

    /// <summary>Whether this definite path matches nothing because an index is beyond the end of its array.</summary>
    public bool IsPastEnd(JsonData root)
    {
        var value = root;
        foreach (var step in _steps)
        {
            if (step.SelectOne(value, root) is not { } next) return step is IndexStep && value is ArrayData;
            value = next;
        }
        return false;
    }

    private IEnumerable<JsonData> Matches(JsonData root)
    {
        IEnumerable<JsonData> matches = [root];
        foreach (var step in _steps) matches = matches.SelectMany(value => step.Select(value, root));
        return matches;
    }

    private string Prefix(int steps) => "$" + string.Concat(_steps.Take(steps));
}

/// <summary>A path cannot be evaluated: a function has no numbers to aggregate, or a regular expression takes too
/// long.</summary>
internal sealed class PathException(string message) : Exception(message);
