using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.Tests.Definition;

/// <summary>A state with one fault, in a definition that is valid otherwise.</summary>
internal static class PlantedFault
{
    /// <summary>A definition with the state as S, from which Z is reached.</summary>
    public static string Definition(string state)
    {
        var fields = (ObjectData)JsonData.Parse(state);
        if (fields["Type"]!.Text == "Choice") fields = fields.With("Default", "Z");
        else if (fields["Next"] is null) fields = fields.With("Next", "Z");
        else fields = fields.With("End", true);
        return $$"""{"StartAt": "S", "States": {"S": {{fields}}, "Z": {"Type": "Succeed"} } }""";
    }

    /// <summary>Asserts that the state's only diagnostic has a code, a message and a location within the state.</summary>
    public static void Assert(string state, string code, string message, string location)
    {
        var fault = Xunit.Assert.Single(StateMachineDefinition.Validate(Definition(state)));

        Xunit.Assert.Equal((code, message, "/States/S" + location), (fault.Code, fault.Message, fault.Location));
        Xunit.Assert.NotEmpty(fault.Remedy);
    }
}
