using Amazon.Lambda.Serialization.SystemTextJson;
using VideoPipeline.Testing;

namespace VideoPipeline.Functions.Tests.Uploads;

/// <summary>The payloads in <c>events/</c>, read as Lambda reads them.</summary>
internal static class Events
{
    private static readonly DefaultLambdaJsonSerializer s_serializer = new();

    /// <summary>The text of one.</summary>
    public static string Text(string name) => File.ReadAllText(Path.Combine(Repository.Root, "events", $"{name}.json"));

    /// <summary>One, as a handler is given it.</summary>
    public static T Read<T>(string name)
    {
        using var stream = File.OpenRead(Path.Combine(Repository.Root, "events", $"{name}.json"));
        return s_serializer.Deserialize<T>(stream);
    }
}
