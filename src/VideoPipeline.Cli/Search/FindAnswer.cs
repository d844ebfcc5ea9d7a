using System.Text.Json.Serialization;
using VideoPipeline.Search;

namespace VideoPipeline.Cli.Search;

/// <summary>The answer of a search.</summary>
/// <param name="Runs">Runs that were searched.</param>
/// <param name="Fingerprinted">Frames of them that have keypoints.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Images">What came of each picture, in the order in which they were named.</param>
/// <param name="Unreadable">Runs that could not be read, and why.</param>
internal sealed record FindAnswer(
    int Runs, int Fingerprinted, double Seconds, IReadOnlyList<FoundPicture> Images, IReadOnlyList<string> Unreadable);

/// <summary>What came of a picture.</summary>
/// <param name="Image">The picture's address.</param>
/// <param name="Found">Whether it is to be seen; null where it could not be looked for.</param>
/// <param name="Sightings">Where and when, the surest first.</param>
/// <param name="Error">Why it could not be looked for; absent where it was.</param>
internal sealed record FoundPicture(
    string Image,
    bool? Found,
    IReadOnlyList<Occurrence> Sightings,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Error = null);

/// <summary>The answer to which shots are near duplicates.</summary>
/// <param name="Runs">Runs that were compared.</param>
/// <param name="Groups">Shots that look alike.</param>
/// <param name="Unreadable">Runs that could not be read, and why.</param>
internal sealed record DuplicatesAnswer(
    int Runs, IReadOnlyList<IReadOnlyList<ShotOfRun>> Groups, IReadOnlyList<string> Unreadable);
