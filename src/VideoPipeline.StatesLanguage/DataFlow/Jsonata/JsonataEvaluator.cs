using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using Acornima.Ast;
using Jint;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.DataFlow.Jsonata;

/// <summary>Evaluates JSONata with its reference implementation, the npm package jsonata, in a JavaScript interpreter. It has no
/// access to files, network or .NET, and limits of time, memory and depth.</summary>
internal static class JsonataEvaluator
{
    private const string PackageResource = "jsonata.js";
    private const string OwnResource = "evaluate.js";

    private static readonly Lazy<IReadOnlyList<Prepared<Script>>?> s_scripts = new(Prepare);

    // An interpreter runs one evaluation at a time and is used again, because it takes long to load the scripts.
    private static readonly ConcurrentBag<JsonataInterpreter> s_idle = [];

    /// <summary>Whether the build has the npm package.</summary>
    public static bool IsAvailable => s_scripts.Value is not null;

    /// <summary>Checks an expression.</summary>
    /// <param name="text">The expression.</param>
    /// <param name="inCatcher">Whether it is in a catcher, where <c>$states.errorOutput</c> exists.</param>
    /// <returns>What is wrong with it, with the code of the diagnostic, or null; and the names of the variables that it
    /// reads.</returns>
    public static ((string Code, string Message)? Problem, IReadOnlyList<string> Variables) Check(string text, bool inCatcher)
    {
        if (s_scripts.Value is null)
        {
            var unavailable = (DiagnosticCodes.SchemaValidationFailed,
                "JSONata is not available: its package was not there when this program was built. Run layers/setup jsonata and "
                + "build again.");
            return (unavailable, []);
        }
        var syntax = JsonData.Parse(Use(interpreter => interpreter.Check(text, inCatcher)));
        return syntax["message"] is { } message
            ? ((syntax["code"]!.Text, message.Text), [])
            : (null, [.. syntax["variables"]!.Items.Select(name => name.Text)]);
    }

    /// <summary>Evaluates an expression. Thread-safe.</summary>
    /// <param name="text">An expression without problems.</param>
    /// <param name="bindings">The variables by name, without <c>$</c>.</param>
    /// <param name="randomness">The source of <c>$random</c> and <c>$uuid</c>.</param>
    public static JsonataResult Evaluate(string text, ObjectData bindings, Randomness randomness)
    {
        try
        {
            var json = JsonData.Parse(Use(interpreter => interpreter.Evaluate(text, bindings.ToString(), randomness)));
            if (json["unsupported"] is not null) return new JsonataResult(null, "returned an unsupported result type.");
            if (json["value"] is { } value) return new JsonataResult(LargeIntegers.Restore(value, bindings), null);
            return json["error"] is not { } error
                ? new JsonataResult(null, null)
                : Failed(error["code"] is StringData code ? $". {code.Value}: {Message(error)}" : $": {Message(error)}");
        }
        catch (Exception exceeded) when (exceeded is TimeoutException or RegexMatchTimeoutException)
        {
            return Failed(": Expression evaluation timeout: Check for infinite loop");
        }
        catch (Jint.Runtime.MemoryLimitExceededException)
        {
            return Failed(": Expression evaluation memory limit exceeded: Check for excessive memory usage");
        }
        catch (Exception failed) when (failed is not OutOfMemoryException)
        {
            // Whatever else stops the interpreter fails the expression, not the engine.
            return Failed($": {failed.Message}");
        }
    }

    private static JsonataResult Failed(string error) => new(null, $"threw an error during evaluation{error}");

    private static string Message(JsonData error) => error["message"] is StringData message ? message.Value : error.ToString();

    // An interpreter that was stopped in the middle of an evaluation is not used again.
    private static string Use(Func<JsonataInterpreter, string> work)
    {
        if (!s_idle.TryTake(out var interpreter)) interpreter = new JsonataInterpreter(s_scripts.Value!);
        var result = work(interpreter);
        s_idle.Add(interpreter);
        return result;
    }

    private static List<Prepared<Script>>? Prepare()
    {
        var scripts = new List<Prepared<Script>>();
        foreach (var name in (string[])[PackageResource, OwnResource])
        {
            using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream(name);
            if (resource is null) return null;
            using var reader = new StreamReader(resource);
            scripts.Add(Engine.PrepareScript(reader.ReadToEnd(), name));
        }
        return scripts;
    }
}

/// <summary>The result of an evaluation.</summary>
/// <param name="Value">The value; null if the expression returned nothing, or failed.</param>
/// <param name="Error">The end of the sentence about the expression, such as "threw an error during evaluation …"; null if it
/// did not fail.</param>
internal readonly record struct JsonataResult(JsonData? Value, string? Error);
