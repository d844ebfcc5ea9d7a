using VideoPipeline.StatesLanguage.DataFlow.Paths;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.DataFlow;

/// <summary>A ResultPath: the reference path at which the result is inserted into the raw input. <c>$</c> replaces the
/// input; null discards the result.</summary>
internal sealed class ResultPath
{
    private readonly string _text;
    private readonly IReadOnlyList<PathStep>? _steps;

    private ResultPath(string text, IReadOnlyList<PathStep>? steps) => (_text, _steps) = (text, steps);

    /// <summary><c>$</c>, the default: the result replaces the input.</summary>
    public static ResultPath Root { get; } = Parse("$");

    /// <summary>JSON null: the result is discarded and the input kept.</summary>
    public static ResultPath Discard { get; } = new("null", null);

    /// <exception cref="FormatException">The text is not a reference path, which must identify exactly one value.</exception>
    public static ResultPath Parse(string text) =>
        JsonPath.Parse(text).ReferenceSteps is { } steps && !text.StartsWith("$$", StringComparison.Ordinal)
            ? new ResultPath(text, steps)
            : throw new FormatException($"'{text}' is not a reference path.");

    /// <summary>Inserts <paramref name="result"/> into <paramref name="input"/>, creating missing objects. The new value shares
    /// all other parts of the input.</summary>
    /// <exception cref="StatesException">States.ResultPathMatchFailure: the path passes through a value that is neither an
    /// object nor an array with that element.</exception>
    public JsonData Apply(JsonData input, JsonData result)
    {
        if (_steps is null) return input;
        return Insert(input, 0) ?? throw new StatesException(
            ErrorNames.ResultPathMatchFailure, $"Unable to apply ReferencePath {_text} to input {input}", located: false);

        JsonData? Insert(JsonData parent, int at)
        {
            if (at == _steps.Count) return result;
            switch (parent, _steps[at])
            {
                case (ObjectData o, NameStep { Name: var name }):
                    var child = o.Find(name) is { } found and not NullData ? found : ObjectData.Empty;
                    return Insert(child, at + 1) is { } changed ? o.With(name, changed) : null;
                case (ArrayData a, IndexStep { Index: var index }) when index >= 0 && index < a.Count:
                    var item = a[index] is NullData ? ObjectData.Empty : a[index];
                    return Insert(item, at + 1) is { } replaced ? a.With(index, replaced) : null;
                default:
                    return null;
            }
        }
    }
}
