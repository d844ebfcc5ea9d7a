using Xunit;

namespace VideoPipeline.Local.Tests.Serving.Model;

/// <summary>All operations, compared with the service model.</summary>
[Collection(ServerCollection.Name)]
public sealed class ServiceModelTests(ServerFixture server)
{
    private static IEnumerable<string> Operations => ServiceModel.Installed!.Operations.Select(operation => operation.Key);

    [ServiceModelFact]
    public async Task Operation_ValidRequest_ResponseHasTheShapeOfTheServiceModel()
    {
        var requests = await ValidRequests.CreateAsync(server, "shapes");
        var problems = new List<string>();

        foreach (var operation in Operations)
        {
            var response = await server.InvokeAsync(operation, requests[operation]);
            problems.AddRange(ResponseShape.Problems(ServiceModel.Installed!, operation, response));
        }

        Assert.Empty(problems);
    }

    [ServiceModelFact]
    public async Task Operation_InvalidMember_ValidationExceptionOrSerializationException()
    {
        var requests = await ValidRequests.CreateAsync(server, "invalid");
        var problems = new List<string>();
        var count = 0;

        foreach (var operation in Operations)
        {
            foreach (var (violation, request, expected) in InvalidValues.Of(
                ServiceModel.Installed!, operation, requests[operation]))
            {
                count++;
                var (error, message) = await server.ErrorAsync(operation, request.AsObject());
                var isExpected = error == expected
                    && (error != "ValidationException" || message!.Contains("at '", StringComparison.Ordinal));
                if (!isExpected) problems.Add($"{operation}: {violation}: {error}: {message}");
            }
        }

        Assert.Empty(problems);
        Assert.True(count > 100, $"{count} requests");
    }
}
