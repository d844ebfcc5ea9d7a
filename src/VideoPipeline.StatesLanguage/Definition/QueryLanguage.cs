namespace VideoPipeline.StatesLanguage.Definition;

/// <summary>Checks the QueryLanguage and Assign fields: the engine supports JSONPath, but not JSONata or variables.</summary>
internal static class QueryLanguage
{
    public static void Check(DefinitionNode node)
    {
        if (node.Optional("QueryLanguage") is { } language && language.OneOf("JSONPath", "JSONata") == "JSONata")
        {
            throw language.Invalid("JSONata is not supported.", "Write the expressions as JSONPath.");
        }
        if (node.Optional("Assign") is { } assign)
        {
            throw assign.Invalid("Variables are not supported.", "Pass the values through the state's output.");
        }
    }
}
