using System.Text.Json.Serialization;
using VideoPipeline.Search;

namespace VideoPipeline.Cli.Search;

/// <summary>The result of <c>find IMAGE…</c>, as JSON.</summary>
/// <param name="Runs">The number of searched runs.</param>
/// <param name="Fingerprinted">The number of their frames that have keypoints.</param>
/// <param name="Seconds">The duration of the search.</param>
/// <param name="Images">The result for each image, in the order of the arguments.</param>
/// <param name="Unreadable">The runs that could not be read, each with the reason.</param>
internal sealed record FindResult(
    int Runs, int Fingerprinted, double Seconds, IReadOnlyList<ImageResult> Images, IReadOnlyList<string> Unreadable);

/// <summary>The result for one image.</summary>
/// <param name="Image">The address of the image.</param>
/// <param name="Found">Whether the image was found; null if it could not be read.</param>
/// <param name="Occurrences">The occurrences, highest score first.</param>
/// <param name="Error">Why the image could not be read; absent if it could.</param>
internal sealed record ImageResult(
    string Image,
    bool? Found,
    IReadOnlyList<Occurrence> Occurrences,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Error = null);

/// <summary>The result of <c>find --duplicates</c>, as JSON.</summary>
/// <param name="Runs">The number of compared runs.</param>
/// <param name="Groups">The groups of near-duplicate shots.</param>
/// <param name="Unreadable">The runs that could not be read, each with the reason.</param>
internal sealed record DuplicatesResult(
    int Runs, IReadOnlyList<IReadOnlyList<ShotOfRun>> Groups, IReadOnlyList<string> Unreadable);
