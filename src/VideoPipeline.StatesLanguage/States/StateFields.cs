using VideoPipeline.StatesLanguage.Definition;

namespace VideoPipeline.StatesLanguage.States;

/// <summary>The fields of a type of state: those of both query languages, and those of one of them.</summary>
internal sealed record StateFields(string[] Common, string[] JsonPath, string[] Jsonata)
{
    private static readonly string[] s_all = ["Type", "Comment", "QueryLanguage"];

    /// <summary>The fields of a state that ends or goes on to Next.</summary>
    public static readonly string[] Transition = ["Next", "End"];

    /// <summary>Reports fields that are unknown, or belong to the other query language.</summary>
    public void Check(DefinitionNode node, string what, bool canAssign)
    {
        string[] assign = canAssign ? ["Assign"] : [];
        new LanguageFields([.. s_all, .. assign, .. Common], JsonPath, Jsonata).Check(node, what);
    }
}
