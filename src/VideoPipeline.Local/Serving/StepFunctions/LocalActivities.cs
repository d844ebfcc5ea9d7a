using System.Collections.Concurrent;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>An activity of the server.</summary>
internal sealed record LocalActivity(string Arn, DateTimeOffset Created, JsonData Encryption, ResourceTags Tags);

/// <summary>The activities of the server, by ARN. Thread-safe.</summary>
internal sealed class LocalActivities
{
    private readonly ConcurrentDictionary<string, LocalActivity> _all = new();

    public IEnumerable<LocalActivity> All => _all.Values;

    /// <summary>Adds an activity unless there is one of its ARN.</summary>
    /// <returns>The activity of the ARN.</returns>
    public LocalActivity GetOrAdd(LocalActivity activity) => _all.GetOrAdd(activity.Arn, activity);

    /// <summary>Finds an activity by its ARN; null if it does not exist.</summary>
    public LocalActivity? Find(string arn) => _all.GetValueOrDefault(arn);

    public void Remove(string arn) => _all.TryRemove(arn, out _);
}
