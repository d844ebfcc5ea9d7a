using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.Definition;

/// <summary>The language of the expressions in a state.</summary>
internal enum QueryLanguage
{
    JsonPath,
    Jsonata,
}

/// <summary>Reads the QueryLanguage fields.</summary>
internal static class QueryLanguages
{
    private const string Field = "QueryLanguage";

    /// <summary>The language of the whole state machine, which its states have unless they name another one.</summary>
    public static QueryLanguage OfMachine(DefinitionNode machine) => Read(machine) ?? QueryLanguage.JsonPath;

    /// <summary>The language of a state: its own, or that of the state machine, also within a Map or Parallel state of another
    /// language. A state in JSONPath is reported in a state machine in JSONata, as AWS refuses it.</summary>
    public static QueryLanguage OfState(DefinitionNode state, QueryLanguage machine)
    {
        var language = Read(state) ?? machine;
        if (language == QueryLanguage.JsonPath && machine == QueryLanguage.Jsonata)
        {
            state.Report(
                "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine",
                "Remove the state's QueryLanguage, or set the state machine's to JSONPath and that of the other states to "
                + "JSONata.");
        }
        return language;
    }

    private static QueryLanguage? Read(DefinitionNode node) => node.Token is not ObjectData ? null
        : node.Optional(Field)?.OneOf("JSONPath", "JSONata") switch
        {
            null => null,
            "JSONata" => QueryLanguage.Jsonata,
            _ => QueryLanguage.JsonPath,
        };
}
