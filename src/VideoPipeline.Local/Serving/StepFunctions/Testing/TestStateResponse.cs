using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Testing;

namespace VideoPipeline.Local.Serving.StepFunctions.Testing;

/// <summary>Creates the response of TestState.</summary>
internal static class TestStateResponse
{
    public static JsonData Create(StateTestResult result, TestStateRequest request, SourceTexts texts)
    {
        var json = new ObjectBuilder { ["status"] = Status(result.Status) };
        if (result.Output is { } output) json["output"] = Output(output, result.Inspection, texts);
        if (result.Error is { } error) json["error"] = error;
        if (result.Cause is { } cause) json["cause"] = cause;
        if (result.Next is { } next) json["nextState"] = next;
        if (request.Inspects) json["inspectionData"] = Inspection(result, request.Input, texts);
        return json;
    }

    private static string Status(StateTestStatus status) => status switch
    {
        StateTestStatus.Succeeded => "SUCCEEDED",
        StateTestStatus.Retriable => "RETRIABLE",
        StateTestStatus.CaughtError => "CAUGHT_ERROR",
        _ => "FAILED",
    };

    // What OutputPath selects from the combined result is compact, also if it is the whole result of the mock.
    private static string Output(JsonData output, StateInspection inspection, SourceTexts texts) =>
        inspection.AfterResultPath is { } combined && !ReferenceEquals(output, combined) ? output.ToString() : texts.Of(output);

    private static JsonData Inspection(StateTestResult result, string input, SourceTexts texts)
    {
        var inspection = result.Inspection;
        var json = new ObjectBuilder { ["input"] = input };
        Add("afterInputPath", inspection.AfterInputPath);
        Add("afterParameters", inspection.AfterParameters);
        Add("afterArguments", inspection.AfterArguments);
        Add("result", inspection.Result);
        Add("afterResultSelector", inspection.AfterResultSelector);
        Add("afterResultPath", inspection.AfterResultPath);
        AddItems("afterItemsPath", inspection.AfterItemsPath);
        AddItems("afterItemsPointer", inspection.AfterItemsPointer);
        AddItems("afterItemSelector", inspection.AfterItemSelector);
        AddItems("afterItemBatcher", inspection.AfterItemBatcher);
        if (inspection.MaxConcurrency is { } concurrency) json["maxConcurrency"] = concurrency;
        if (inspection.ToleratedFailureCount is { } count) json["toleratedFailureCount"] = count;
        if (inspection.ToleratedFailurePercentage is { } percentage) json["toleratedFailurePercentage"] = percentage;
        if (result.Variables.Count > 0) json["variables"] = result.Variables.ToString();
        var details = ErrorDetails(inspection);
        if (details.Count > 0) json["errorDetails"] = details;
        return json;

        void Add(string name, JsonData? value)
        {
            if (value is not null) json[name] = texts.Of(value);
        }

        // As recorded on AWS, with a space between the items.
        void AddItems(string name, ArrayData? items)
        {
            if (items is not null) json[name] = $"[{string.Join(", ", items)}]";
        }
    }

    private static ObjectData ErrorDetails(StateInspection inspection)
    {
        var json = new ObjectBuilder();
        if (inspection.CatchIndex is { } caught) json["catchIndex"] = caught;
        if (inspection.RetryIndex is { } retry) json["retryIndex"] = retry;
        if (inspection.RetryDelay is { } delay) json["retryBackoffIntervalSeconds"] = (long)delay.TotalSeconds;
        return json.Build();
    }
}
