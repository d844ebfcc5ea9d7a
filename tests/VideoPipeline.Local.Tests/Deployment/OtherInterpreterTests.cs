using Newtonsoft.Json.Linq;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.Storage;
using VideoPipeline.Testing;
using VideoPipeline.Testing.S3;
using Xunit;

namespace VideoPipeline.Local.Tests.Deployment;

/// <summary>The definition means to an interpreter that others wrote what it means to ours.</summary>
public sealed class OtherInterpreterTests(OtherInterpreterTests.Both both) : IClassFixture<OtherInterpreterTests.Both>
{
    // It tolerates every failure of a distributed Map's items, which ours and Step Functions do not: of those it says nothing.
    public static TheoryData<string, string> Cases => new()
    {
        { """{"framesPerRange": 30}""", "Begin Index Plan Decode NeedsStills Reduce" },
        { """{"framesPerRange": 50, "fingerprint": true}""", "Begin Index Plan Decode NeedsStills PlanStills AnalyzeStills Reduce" },
        { """{"every": 7, "workers": 2}""", "Begin Index Plan Decode NeedsStills Reduce" },
        { """{"at": "1000"}""", "Begin Index Plan RecordFailure IsUnsplittable Failed" },
        { """["no object"]""", "Begin Index RecordFailure IsUnsplittable Failed" },
        { """{"framesPerRange": 0}""", "Begin Index RecordFailure IsUnsplittable Failed" },
    };

    [AwsTheory]
    [MemberData(nameof(Cases))]
    public async Task Execution_OfTheDeployedDefinition_SameStatesAndSameEndAsInOurs(string given, string states)
    {
        const string Key = "videos/film.mp4";
        var input = JToken.Parse(given);
        var deployed = both.Deployed;
        await both.Server.PutAsync(deployed.Bucket, Key, await File.ReadAllBytesAsync(await NumberedVideo.Named("h264-closed.mp4").FileAsync()));
        if (input is JObject) input["video"] = $"s3://{deployed.Bucket}/{Key}";

        var (end, entered) = await both.Other.RunAsync($"run-{Guid.NewGuid():N}", input);
        var theirs = await TakeAsync(deployed.Store);
        var ours = await deployed.RunAsync(end.Name, input);

        Assert.Equal(states, string.Join(' ', entered));
        Assert.Equal(entered, ours.History.Select(@event => @event.Details).OfType<StateEnteredDetails>().Select(details => details.Name));
        Assert.Equal(ours.Status.ToString().ToUpperInvariant(), end.Status.Value);
        Assert.Equal((ours.Error, ours.Cause), (end.Error, end.Cause));
        Assert.True(JToken.DeepEquals(ours.Output, end.Output is null ? null : JToken.Parse(end.Output)), end.Output);
        Assert.Equal(theirs, await TakeAsync(deployed.Store));
    }

    // Takes away all that a run wrote, and gives the keys, with the bytes of what does not tell of times.
    private static async Task<SortedDictionary<string, string>> TakeAsync(IStore store)
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await foreach (var key in store.ListAsync("", default))
        {
            if (key.StartsWith("videos/", StringComparison.Ordinal)) continue;
            var bytes = await store.GetBytesAsync(key, default);
            found[key] = Path.GetFileName(key) is "frames.npz" or "fingerprints.npz" or "mean.png" or "failure.json" ? Convert.ToBase64String(bytes!) : "";
            await store.DeleteAsync(key, default);
        }
        return found;
    }

    /// <summary>Deployed functions, and the other interpreter with them behind it.</summary>
    public sealed class Both : IAsyncLifetime
    {
        internal ObjectServer Server { get; } = new();

        internal DeployedFunctions Deployed { get; private set; } = null!;

        internal OtherInterpreter Other { get; private set; } = null!;

        /// <inheritdoc/>
        public async Task InitializeAsync()
        {
            if (AwsTheoryAttribute.Missing is not null) return; // the tests are skipped
            await Server.InitializeAsync();
            Deployed = await DeployedFunctions.StartAsync(Server);
            Other = await OtherInterpreter.StartAsync(Deployed);
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
