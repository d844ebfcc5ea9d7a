namespace VideoPipeline.StatesLanguage.Definition;

/// <summary>The fields of an object: those of both query languages, and those of one of them.</summary>
internal sealed record LanguageFields(string[] Common, string[] JsonPath, string[] Jsonata)
{
    /// <summary>Reports fields that are unknown, or belong to the other query language.</summary>
    public void Check(DefinitionNode node, string what)
    {
        var (own, other, name, otherName) = node.Language == QueryLanguage.Jsonata
            ? (Jsonata, JsonPath, "JSONata", "JSONPath")
            : (JsonPath, Jsonata, "JSONPath", "JSONata");
        var strays = other.Except(own).Where(node.Has).ToArray();
        foreach (var stray in strays)
        {
            node.Report(
                $"The QueryLanguage is set to '{name}', but field '{stray}' is only supported for the "
                + $"'{otherName}' QueryLanguage",
                $"Remove {stray}, or set the state's QueryLanguage to {otherName}.");
        }
        node.AllowOnly(what, [.. Common, .. own, .. strays]);
    }
}
