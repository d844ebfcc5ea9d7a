using System.Diagnostics;
using VideoPipeline.Testing;

namespace VideoPipeline.EndToEnd.Definition;

/// <summary>Runs asl-validator and amazon-states-language-service. Each finds errors that the other does not.</summary>
internal static class DefinitionValidators
{
    private static readonly string s_modules = Path.Combine(Repository.Root, ".build", "npm", "node_modules");

    /// <summary>Why the validators cannot run here; null if they can.</summary>
    public static string? UnavailableReason =>
        !Programs.Exists("node") ? "needs node, which is not on PATH"
        : !Directory.Exists(s_modules) ? "needs the validators in .build/npm, which layers/setup could not install"
        : null;

    /// <summary>The findings of both validators, one per line; empty if the definition is valid.</summary>
    public static string Validate(string definition)
    {
        var script = Path.Combine(Repository.Root, "tests", "EndToEnd", "Definition", "validate.js");
        var node = new ProcessStartInfo("node", [script]) { Environment = { ["NODE_PATH"] = s_modules } };
        return Programs.Output(node, definition);
    }
}
