using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;

namespace VideoPipeline.StatesLanguage.States;

/// <summary>The fields of a type of state: those of both query languages, and those of one of them.</summary>
internal sealed record StateFields(string[] Common, string[] JsonPath, string[] Jsonata)
{
    private static readonly string[] s_all = ["Type", "Comment", "QueryLanguage", "Assign"];

    /// <summary>The fields of a state that ends or goes on to Next.</summary>
    public static readonly string[] Transition = ["Next", "End"];

    /// <exception cref="InvalidDefinitionException">A field is unknown, or belongs to the other query language.</exception>
    public void Check(DefinitionNode node, string what, bool canAssign)
    {
        var (own, other, name, otherName) = node.Language == QueryLanguage.Jsonata
            ? (Jsonata, JsonPath, "JSONata", "JSONPath")
            : (JsonPath, Jsonata, "JSONPath", "JSONata");
        if (other.Except(own).FirstOrDefault(node.Has) is { } stray)
        {
            throw node.Invalid(
                $"The QueryLanguage is set to '{name}', but field '{stray}' is only supported for the '{otherName}' QueryLanguage.",
                $"Remove {stray}, or set the state's QueryLanguage to {otherName}.");
        }
        node.AllowOnly(what, [.. s_all.Where(field => canAssign || field != "Assign"), .. Common, .. own]);
    }
}
