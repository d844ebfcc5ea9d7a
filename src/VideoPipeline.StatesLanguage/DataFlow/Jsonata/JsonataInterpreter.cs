using System.Text;
using Acornima.Ast;
using Jint;
using Jint.Native;
using VideoPipeline.StatesLanguage.DataFlow.Intrinsics;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.DataFlow.Jsonata;

/// <summary>A JavaScript interpreter with the scripts that evaluate JSONata. Not thread-safe.</summary>
internal sealed class JsonataInterpreter
{
    private const int MaxRecursion = 5_000;
    private const long MaxMemoryBytes = 256 * 1024 * 1024;

    private static readonly TimeSpan s_maxTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_maxMatchTime = TimeSpan.FromSeconds(1);

    private readonly Engine _engine = new(options => options
        .TimeoutInterval(s_maxTime)
        .RegexTimeoutInterval(s_maxMatchTime)
        .LimitMemory(MaxMemoryBytes)
        .LimitRecursion(MaxRecursion));

    private Randomness _randomness = Randomness.System;

    public JsonataInterpreter(IEnumerable<Prepared<Script>> scripts)
    {
        _engine
            .SetValue("hostRandom", () => _randomness.NextDouble())
            .SetValue("hostSeededRandom", (double seed) => JavaRandom.NextDouble((long)seed))
            .SetValue("hostBase64Encode", (string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)))
            .SetValue("hostBase64Decode", (Func<string, string?>)Base64Decode)
            .SetValue("hostIsJson", (Func<string, bool>)IsJson)
            .SetValue("hostUuid", () => _randomness.NextGuid().ToString())
            .SetValue("hostHash", (string text, string algorithm) => EncodingFunctions.Hash(text, algorithm));
        foreach (var script in scripts) _engine.Execute(script);
    }

    /// <summary>JSON of the problem of an expression, <c>{code, message}</c>; if there is none, of the variables that it reads,
    /// <c>{variables: [name, …]}</c>.</summary>
    public string Check(string text, bool inCatcher) => Invoke("check", text, inCatcher).AsString();

    /// <summary>Evaluates an expression with bindings, the JSON of an object.</summary>
    /// <returns>JSON: <c>{value}</c>, <c>{}</c> for undefined, <c>{unsupported: true}</c> for a function, or
    /// <c>{error: {code, message}}</c>.</returns>
    public string Evaluate(string text, string bindings, Randomness randomness)
    {
        _randomness = randomness;
        return Invoke("evaluate", text, bindings).UnwrapIfPromise().AsString();
    }

    private static string? Base64Decode(string text)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(text));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    // Stricter than JavaScript: a field is not given twice.
    private static bool IsJson(string text)
    {
        try
        {
            JsonData.Parse(text);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private JsValue Invoke(string function, params JsValue[] arguments)
    {
        var target = _engine.Evaluate("stepFunctions");
        return _engine.Invoke(target.Get(function), target, arguments);
    }
}
