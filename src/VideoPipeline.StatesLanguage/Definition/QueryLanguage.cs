namespace VideoPipeline.StatesLanguage.Definition;

/// <summary>The language of the expressions: JSONPath is covered; JSONata and variables are not.</summary>
internal static class QueryLanguage
{
    public static void Check(DefinitionNode node)
    {
        if (node.Optional("QueryLanguage") is { } language && language.OneOf("JSONPath", "JSONata") == "JSONata")
        {
            throw language.Invalid("JSONata is not covered.", "Write the expressions as JSONPath.");
        }
        if (node.Optional("Assign") is { } assign)
        {
            throw assign.Invalid("variables are not covered.", "Carry the values in the state's output.");
        }
    }
}
