using System.Text.Json.Serialization;

namespace VideoPipeline.Search;

/// <summary>The result of <c>find IMAGE…</c> and of <c>POST /images/find</c>, as JSON.</summary>
/// <param name="Runs">The number of searched runs.</param>
/// <param name="Videos">The number of videos of these runs. What several runs of a video find is reported once.</param>
/// <param name="Fingerprinted">The number of their frames that have keypoints.</param>
/// <param name="Seconds">The duration of the search.</param>
/// <param name="Bytes">The number of bytes read from the store.</param>
/// <param name="Requests">The number of requests to the store, listings included.</param>
/// <param name="Images">The result for each image, in their order.</param>
/// <param name="Unreadable">The runs that could not be read, each with the reason.</param>
/// <param name="NotIndexed">The number of runs in the bucket that are not in its index, and were not searched.</param>
internal sealed record FindResult(
    int Runs, int Videos, int Fingerprinted, double Seconds, long Bytes, long Requests, IReadOnlyList<ImageResult> Images,
    IReadOnlyList<string> Unreadable, int NotIndexed);

/// <summary>The result for one image.</summary>
/// <param name="Image">The address of the image, or its name in the request.</param>
/// <param name="Found">Whether the image was found; null if it could not be read.</param>
/// <param name="Occurrences">The occurrences, highest score first.</param>
/// <param name="Error">Why the image could not be read; absent if it could.</param>
internal sealed record ImageResult(
    string Image,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] bool? Found,
    IReadOnlyList<Occurrence> Occurrences,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Error = null)
{
    /// <summary>The result for an image that could be read.</summary>
    public static ImageResult Of(string image, IReadOnlyList<Occurrence> occurrences) =>
        new(image, occurrences.Count > 0, occurrences);

    /// <summary>The result for an image that could not be read.</summary>
    public static ImageResult Of(string image, Exception failure) =>
        new(image, null, [], $"{failure.GetType().Name}: {failure.Message}");
}

/// <summary>The result of <c>find --duplicates</c>, as JSON.</summary>
/// <param name="Runs">The number of compared runs.</param>
/// <param name="Groups">The groups of near-duplicate shots.</param>
/// <param name="Unreadable">The runs that could not be read, each with the reason.</param>
internal sealed record DuplicatesResult(
    int Runs, IReadOnlyList<IReadOnlyList<ShotOfRun>> Groups, IReadOnlyList<string> Unreadable);
