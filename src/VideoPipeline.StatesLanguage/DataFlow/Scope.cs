using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.DataFlow;

/// <summary>The inputs of an expression: the data that JSONPath's <c>$</c> names, the context object, the variables and the
/// source of random values.</summary>
internal sealed record Scope(JsonData Data, ContextObject Context, Variables Variables, Randomness Randomness)
{
    /// <summary>The state's input, <c>$states.input</c> in JSONata.</summary>
    public required JsonData Input { get; init; }

    /// <summary>The state's result, <c>$states.result</c>; null before there is one.</summary>
    public JsonData? Result { get; init; }

    /// <summary>The error of a catcher, <c>$states.errorOutput</c>; null elsewhere.</summary>
    public JsonData? ErrorOutput { get; init; }

    /// <summary>The variables of a JSONata expression, with <c>states</c>.</summary>
    public ObjectData Bindings()
    {
        var states = ObjectData.Of(("input", Input), ("context", Context.Json));
        if (Result is not null) states = states.With("result", Result);
        if (ErrorOutput is not null) states = states.With("errorOutput", ErrorOutput);
        return Variables.Values.With("states", states);
    }
}
