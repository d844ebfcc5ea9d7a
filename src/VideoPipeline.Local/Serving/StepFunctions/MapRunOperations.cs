using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Maps;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>The operations on Map Runs.</summary>
internal sealed class MapRunOperations(LocalExecutions executions)
{
    public IEnumerable<(string Name, Func<ApiRequest, JsonData> Invoke)> All =>
    [
        ("ListMapRuns", List),
        ("DescribeMapRun", request => ApiShapes.Description(Find(request.Required("mapRunArn")))),
        ("UpdateMapRun", Update),
    ];

    /// <summary>Finds a Map Run by its ARN.</summary>
    /// <exception cref="ApiException">ResourceNotFound, InvalidArn.</exception>
    public MapRun Find(string arn)
    {
        Arns.Check(arn, Arns.MapRun);
        return executions.Known.FindMapRun(arn) ?? throw ApiException.ResourceNotFound(arn);
    }

    private JsonData List(ApiRequest request)
    {
        var arn = request.Required("executionArn");
        Arns.Check(arn, Arns.Execution);
        var execution = executions.Known.Find(arn) ?? throw ApiException.ExecutionDoesNotExist(arn);
        return Page.Create(
            request, "mapRuns", arn,
            executions.Known.MapRunsOf(execution).Select((run, index) => new PageItem(
                PageItem.Descending(index), () => ApiShapes.Item(run))).Reverse());
    }

    private JsonData Update(ApiRequest request)
    {
        var run = Find(request.Required("mapRunArn"));
        var isUpdated = run.TryUpdate(
            (int?)request.Integer("maxConcurrency"), request.Integer("toleratedFailureCount"),
            request.Number("toleratedFailurePercentage"));
        return isUpdated ? ObjectData.Empty : throw ApiException.Validation(
            $"The Map Run '{run.Arn}' is {run.Status.ToWire()} and cannot be updated", "CANNOT_UPDATE_COMPLETED_MAP_RUN");
    }
}
