using Amazon.Lambda.Serialization.SystemTextJson;
using VideoPipeline.Functions.Uploads;
using VideoPipeline.Testing;

namespace VideoPipeline.Functions.Tests.Uploads;

/// <summary>Reads the payloads in <c>events/</c> with Lambda's serializer.</summary>
internal static class Events
{
    private static readonly DefaultLambdaJsonSerializer s_serializer = new();

    /// <summary>The JSON text of a payload.</summary>
    public static string Text(string name) => File.ReadAllText(Path.Combine(Repository.Root, "events", $"{name}.json"));

    /// <summary>The upload of an event, without options.</summary>
    public static Upload Upload(string name)
    {
        var detail = Read<ObjectCreated>(name).Detail;
        return new Upload(detail.Bucket.Name, detail.Object.Key, detail.Object.VersionId, detail.Object.ETag);
    }

    /// <summary>A batch of messages, each with one of the payloads.</summary>
    public static QueuedEvents Queue(params string[] names) =>
        new() { Records = [.. names.Select(name => new QueuedEvent { Body = Text(name) })] };

    /// <summary>The deserialized input of a handler.</summary>
    public static T Read<T>(string name)
    {
        using var stream = File.OpenRead(Path.Combine(Repository.Root, "events", $"{name}.json"));
        return s_serializer.Deserialize<T>(stream);
    }
}
