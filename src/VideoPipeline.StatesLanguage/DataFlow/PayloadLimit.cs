using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.DataFlow;

/// <summary>The maximum size of the input or output of a state or task: 256 KiB of UTF-8 JSON.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html</remarks>
internal static class PayloadLimit
{
    public const long Bytes = 256 * 1024;

    public static bool Exceeds(JsonData payload) => payload.Utf8Length > Bytes;

    /// <summary>Checks the input or output of a state.</summary>
    /// <exception cref="StatesException">States.DataLimitExceeded, which States.ALL does not match.</exception>
    public static void Check(JsonData payload, string stateOrTask)
    {
        if (Exceeds(payload)) throw Exceeded(stateOrTask, Catchability.ByName);
    }

    public static StatesException VariablesExceeded(string state) => new(
        ErrorNames.DataLimitExceeded,
        $"The state '{state}' assigned variables with a size exceeding the maximum number of bytes service limit: 256 KiB in an "
        + "Assign, 10 MiB in an execution.",
        Catchability.ByName);

    public static StatesException Exceeded(string stateOrTask, Catchability catchability) => new(
        ErrorNames.DataLimitExceeded,
        $"The state/task '{stateOrTask}' returned a result with a size exceeding the maximum number of bytes service limit.",
        catchability);
}
