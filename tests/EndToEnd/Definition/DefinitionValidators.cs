using System.Diagnostics;
using VideoPipeline.Testing;

namespace VideoPipeline.EndToEnd.Definition;

/// <summary>asl-validator and amazon-states-language-service, run by Node.js: each finds faults that the other does not.</summary>
internal static class DefinitionValidators
{
    private static readonly string s_modules = Path.Combine(Repository.Root, ".build", "npm", "node_modules");

    /// <summary>Why they cannot be run here; null where they can.</summary>
    public static string? Lacking =>
        !Programs.Exists("node") ? "needs node, which is not on PATH"
        : !Directory.Exists(s_modules) ? "needs the validators in .build/npm, which layers/setup could not install"
        : null;

    /// <summary>What the two have against a definition, one finding a line; empty where it is valid.</summary>
    public static string FindingsOn(string definition)
    {
        var script = Path.Combine(Repository.Root, "tests", "EndToEnd", "Definition", "validate.js");
        var node = new ProcessStartInfo("node", [script]) { Environment = { ["NODE_PATH"] = s_modules } };
        return Programs.Output(node, definition);
    }
}
