using System.Reflection;
using Amazon.S3.Model;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using VideoPipeline.Functions.Completions;
using VideoPipeline.Sources.S3;
using VideoPipeline.Storage;
using VideoPipeline.Testing.S3;
using Xunit;

namespace VideoPipeline.Functions.Tests.Completions;

/// <summary>What Complete requests, of Step Functions and of a versioned bucket.</summary>
public sealed class CompletionFunctionTests(S3TestServer s3) : IClassFixture<S3TestServer>
{
    private const string Output = """{"bucket": "b", "summary": "runs/film/summary.json", "frames": 5}""";

    // Its role has no permission for the history and the Map Run of an execution that has been redriven meanwhile.
    [S3Theory]
    [InlineData("RUNNING", null)]
    [InlineData("SUCCEEDED", Output)]
    public async Task Complete_NotFailed_OnlyDescribesTheExecution(string status, string? output)
    {
        var (result, calls, _) = await CompleteAsync(status, output, hasFailure: false);

        Assert.Equal(status, result.Status);
        Assert.Equal([nameof(IAmazonStepFunctions.DescribeExecutionAsync)], calls);
    }

    [S3Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task Complete_Succeeded_DeletesOnlyAnExistingFailure(bool hasFailure, int deleteMarkers)
    {
        var (_, _, bucket) = await CompleteAsync("SUCCEEDED", Output, hasFailure);

        var versions = await s3.Client.ListVersionsAsync(new ListVersionsRequest { BucketName = bucket });
        Assert.Equal(deleteMarkers, (versions.Versions ?? []).Count(version => version.IsDeleteMarker == true));
    }

    private async Task<(Completion Result, IReadOnlyList<string> Calls, string Bucket)> CompleteAsync(
        string status, string? output, bool hasFailure)
    {
        var bucket = await s3.CreateBucketAsync();
        await s3.Client.PutBucketVersioningAsync(new PutBucketVersioningRequest
        {
            BucketName = bucket,
            VersioningConfig = new S3BucketVersioningConfig { Status = Amazon.S3.VersionStatus.Enabled },
        });
        var keys = new RunKeys("film");
        if (hasFailure) await s3.PutAsync(bucket, keys.Failure, "{}"u8.ToArray());
        var stepFunctions = DispatchProxy.Create<IAmazonStepFunctions, OneExecution>();
        var execution = (OneExecution)(object)stepFunctions;
        execution.Description = new DescribeExecutionResponse
        {
            ExecutionArn = "arn:aws:states:eu-west-1:123456789012:execution:videopipeline:film",
            Name = "film",
            Status = ExecutionStatus.FindValue(status),
            StartDate = DateTime.UnixEpoch,
            Output = output,
        };
        var store = new S3Store(bucket, new S3SourceOptions { Clients = new S3Clients(_ => s3.Client) });
        var change = new StatusChange
        {
            Detail = new StatusChangeDetail { ExecutionArn = execution.Description.ExecutionArn, Name = "film" },
        };
        var function = new CompletionFunction(store, stepFunctions, new Settings(bucket, null, null));
        return (await function.Complete(change, new TestContext()), execution.Calls, bucket);
    }

    /// <summary>Describes one execution, and records what it is asked.</summary>
    public class OneExecution : DispatchProxy
    {
        internal List<string> Calls { get; } = [];

        internal DescribeExecutionResponse Description { get; set; } = null!;

        /// <inheritdoc/>
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Calls.Add(targetMethod!.Name);
            return targetMethod.Name == nameof(IAmazonStepFunctions.DescribeExecutionAsync)
                ? Task.FromResult(Description)
                : throw new NotSupportedException(targetMethod.Name);
        }
    }
}
