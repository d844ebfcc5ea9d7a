using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.Debugging;

/// <summary>How a state is entered: with which input, and with what in the place of its work.</summary>
public sealed class StateDecision
{
    private StateDecision(JsonData input, StateMock? mock)
    {
        if (PayloadLimit.Exceeds(input))
        {
            throw new InvalidDecisionException(
                $"The input has {input.Utf8Length} bytes; that of a state may have {PayloadLimit.Bytes}. Shorten it.");
        }
        (Input, Mock) = (input, mock);
    }

    /// <summary>The input that the state gets. StateEntered records it.</summary>
    public JsonData Input { get; }

    /// <summary>What takes the place of the state's work; null if the state runs.</summary>
    public StateMock? Mock { get; }

    /// <summary>The state runs.</summary>
    /// <exception cref="InvalidDecisionException">The input is larger than 256 KiB.</exception>
    public static StateDecision Run(JsonData input) => new(input, null);

    /// <summary>A result or an error takes the place of the state's work.</summary>
    /// <exception cref="InvalidDecisionException">The input is larger than 256 KiB.</exception>
    public static StateDecision WithMock(JsonData input, StateMock mock) => new(input, mock);
}
