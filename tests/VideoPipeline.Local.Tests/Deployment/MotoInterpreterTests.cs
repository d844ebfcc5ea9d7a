using VideoPipeline.Functions.Completions;
using VideoPipeline.Search;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.Storage;
using VideoPipeline.Testing;
using VideoPipeline.Testing.S3;
using Xunit;

namespace VideoPipeline.Local.Tests.Deployment;

/// <summary>The definition behaves the same in moto's interpreter of the Amazon States Language and in ours.</summary>
public sealed class MotoInterpreterTests(MotoInterpreterTests.Fixture fixture) : IClassFixture<MotoInterpreterTests.Fixture>
{
    // Without failing Map items: unlike Step Functions, moto tolerates all failures of a distributed Map.
    public static TheoryData<string, string> Cases => new()
    {
        { """{"framesPerRange": 30}""", "Begin Index Plan Decode NeedsStills Reduce" },
        {
            """{"framesPerRange": 50, "fingerprint": true}""",
            "Begin Index Plan Decode NeedsStills PlanStills AnalyzeStills Reduce"
        },
        { """{"every": 7, "workers": 2}""", "Begin Index Plan Decode NeedsStills Reduce" },
        { """{"at": "1000"}""", "Begin Index Plan" },
        { """["no object"]""", "Begin Index" },
        { """{"framesPerRange": 0}""", "Begin Index" },
    };

    [AwsTheory]
    [MemberData(nameof(Cases))]
    public async Task Execution_DeployedDefinition_SameStatesAndOutcomeInBothInterpreters(string json, string states)
    {
        const string Key = "videos/film.mp4";
        var input = JsonData.Parse(json);
        var deployed = fixture.Deployed;
        var video = await NumberedVideo.GetByName("h264-closed.mp4").FileAsync();
        await fixture.Server.PutAsync(deployed.Bucket, Key, await File.ReadAllBytesAsync(video));
        if (input is ObjectData options) input = options.With("video", $"s3://{deployed.Bucket}/{Key}");

        var (end, entered) = await fixture.Other.RunAsync($"run-{Guid.NewGuid():N}", input);
        var theirFiles = await TakeFilesAsync(deployed.Store);
        var ours = await deployed.RunAsync(end.Name, input);

        Assert.Equal(states, string.Join(' ', entered));
        var entries = ours.History.Select(@event => @event.Details).OfType<StateEnteredDetails>();
        Assert.Equal(entered, entries.Select(details => details.Name));
        Assert.Equal(ours.Status.ToString().ToUpperInvariant(), end.Status.Value);
        Assert.Equal((ours.Error, MessageOf(ours.Cause)), (end.Error, MessageOf(end.Cause)));
        Assert.True(Equals(ours.Output, end.Output is null ? null : JsonData.Parse(end.Output)), end.Output);
        // A run that fails at Index has no files yet.
        Assert.Equal(states.Contains("Plan", StringComparison.Ordinal), theirFiles.Count > 0);
        Assert.Equal(theirFiles, await TakeFilesAsync(deployed.Store));
    }

    // moto's client sends each request once (parser/asl/utils/boto_client.py), so every throttle reaches the retrier.
    [AwsFact]
    public async Task Execution_ThrottledFunctions_WaitsAndSucceeds()
    {
        const string Key = "videos/throttled.mp4";
        var video = await NumberedVideo.GetByName("h264-closed.mp4").FileAsync();
        await fixture.Server.PutAsync(fixture.Deployed.Bucket, Key, await File.ReadAllBytesAsync(video));
        fixture.Other.Throttle("IndexFunction", 4);
        fixture.Other.Throttle("DecodeFunction", 8);

        var (end, entered) = await fixture.Other.RunAsync(
            $"run-{Guid.NewGuid():N}",
            ObjectData.Of(("video", $"s3://{fixture.Deployed.Bucket}/{Key}"), ("framesPerRange", 50)));
        var files = await TakeFilesAsync(fixture.Deployed.Store);

        Assert.Equal(("SUCCEEDED", null, null), (end.Status.Value, end.Error, end.Cause));
        Assert.Equal("Begin Index Plan Decode NeedsStills Reduce", string.Join(' ', entered));
        Assert.Equal(4 + 1, fixture.Other.AttemptsOf("IndexFunction"));
        var ranges = files.Keys.Count(key => key.Contains("/ranges/", StringComparison.Ordinal));
        Assert.Equal(8 + ranges, fixture.Other.AttemptsOf("DecodeFunction"));
    }

    // The rest is the stack trace, of two invocations.
    private static string? MessageOf(string? cause) => cause is null ? null : FailureRecords.MessageOf(cause) ?? cause;

    // Deletes the files of a run. Returns their keys, with the content of those that contain no times. The key of a segment of
    // the search index contains a time.
    private static async Task<SortedDictionary<string, string>> TakeFilesAsync(IStore store)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await foreach (var key in store.ListAsync("", default))
        {
            if (key.StartsWith("videos/", StringComparison.Ordinal)) continue;
            var bytes = await store.GetBytesAsync(key, default);
            var name = key.StartsWith(FingerprintIndex.Prefix, StringComparison.Ordinal) ? FingerprintIndex.Prefix : key;
            files[name] = Path.GetFileName(key) is "frames.npz" or "fingerprints.npz" or "mean.png" or "failure.json"
                ? Convert.ToBase64String(bytes!)
                : "";
            await store.DeleteAsync(key, default);
        }
        return files;
    }

    /// <summary>The deployed functions, and moto's interpreter that invokes them.</summary>
    public sealed class Fixture : IAsyncLifetime
    {
        internal S3TestServer Server { get; } = new();

        internal DeployedFunctions Deployed { get; private set; } = null!;

        internal MotoInterpreter Other { get; private set; } = null!;

        /// <inheritdoc/>
        public async Task InitializeAsync()
        {
            if (AwsFactAttribute.SkipReason is not null) return; // the tests are skipped
            await Server.InitializeAsync();
            Deployed = await DeployedFunctions.StartAsync(Server);
            Other = await MotoInterpreter.StartAsync(Deployed);
        }

        /// <inheritdoc/>
        public async Task DisposeAsync()
        {
            if (Other is not null) await Other.DisposeAsync();
            if (Deployed is not null) await Deployed.DisposeAsync();
            await Server.DisposeAsync();
        }
    }
}
