using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using VideoPipeline.Video;

namespace VideoPipeline.Results.Files;

/// <summary>
/// <c>run.json</c>: where and how a summary was made, and what it cost (docs/run.schema.json). Everything that differs between
/// two runs over the same video is here and not in the summary.
/// </summary>
/// <param name="Schema">Always <see cref="CurrentSchema"/>.</param>
/// <param name="Video">Which object was read.</param>
/// <param name="Options">The options as the execution was given them: a JSON object.</param>
/// <param name="Access">What was read of the video.</param>
/// <param name="Ranges">What each worker did, in the order of the frames.</param>
/// <param name="Stills">What each worker did that looked at a group of frames; absent where nothing was to be looked for.</param>
/// <param name="Reused">How many ranges were found in the store and not decoded again.</param>
/// <param name="Seconds">How long each step took.</param>
/// <param name="Versions">What did the work.</param>
/// <param name="Host">Where it was done.</param>
public sealed record RunReport(
    string Schema,
    RunVideo Video,
    JsonElement Options,
    RunAccess Access,
    IReadOnlyList<RunRange> Ranges,
    int Reused,
    RunSeconds Seconds,
    RunVersions Versions,
    RunHost Host,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<RunRange>? Stills = null)
{
    /// <summary>The name and version of this format.</summary>
    public const string CurrentSchema = "videopipeline/run/2";

    /// <summary>Puts a report together; what ranges have in common is added up.</summary>
    public static RunReport Of(
        SourceIdentity video, JsonElement options, IndexAccess index, IReadOnlyList<RunRange> ranges, RunSeconds seconds,
        RunVersions versions, RunHost host, IReadOnlyList<RunRange>? looks = null) => new(
        CurrentSchema,
        new RunVideo(SourceAddress.ForDisplay(video.Uri), new RunIdentity(video.Length, video.Version)),
        options,
        new RunAccess(index, DecodeAccess.Sum(ranges), looks is null ? null : DecodeAccess.Sum(looks)),
        ranges,
        ranges.Count(range => range.Reused),
        seconds,
        versions,
        host,
        looks);
}

/// <summary>The video that was read.</summary>
/// <param name="Uri">The address as given.</param>
/// <param name="Identity">Which content that was.</param>
public sealed record RunVideo(string Uri, RunIdentity Identity);

/// <summary>What tells one content behind an address from another.</summary>
/// <param name="Length">Bytes.</param>
/// <param name="Version">Entity tag or modification time; null where the source gives none.</param>
public sealed record RunIdentity(long Length, string? Version);

/// <summary>What was read of the video.</summary>
/// <param name="Index">To index it.</param>
/// <param name="Decode">To decode it.</param>
/// <param name="Stills">To look at single frames after that; absent where nothing was to be looked for.</param>
public sealed record RunAccess(
    IndexAccess Index,
    DecodeAccess Decode,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DecodeAccess? Stills = null);

/// <summary>What indexing read.</summary>
/// <param name="Bytes">Bytes.</param>
/// <param name="Requests">Reads or HTTP requests.</param>
public sealed record IndexAccess(long Bytes, long Requests);

/// <summary>What decoding read and did, all ranges or groups together; reused ones cost nothing.</summary>
/// <param name="Bytes">Bytes.</param>
/// <param name="Requests">Reads or HTTP requests.</param>
/// <param name="Samples">Coded samples that the decoder was given.</param>
/// <param name="FramesDecoded">Frames that it gave.</param>
/// <param name="FramesDelivered">Frames that were in a range or group and analysed or looked at.</param>
public sealed record DecodeAccess(long Bytes, long Requests, long Samples, long FramesDecoded, long FramesDelivered)
{
    /// <summary>Adds up what was decoded now.</summary>
    public static DecodeAccess Sum(IReadOnlyList<RunRange> ranges)
    {
        var now = ranges.Where(range => !range.Reused).ToList();
        return new DecodeAccess(
            now.Sum(range => range.Bytes),
            now.Sum(range => range.Requests),
            now.Sum(range => range.Samples),
            now.Sum(range => range.Decoded),
            now.Sum(range => range.Delivered));
    }
}

/// <summary>What one worker did.</summary>
/// <param name="Start">The first frame number of the range.</param>
/// <param name="End">The frame number after the last.</param>
/// <param name="Delivered">Frames that were given for it.</param>
/// <param name="Reused">Whether its partial was there already; then the costs are those of the run that made it.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Bytes">Bytes read.</param>
/// <param name="Requests">Reads or HTTP requests.</param>
/// <param name="Samples">Coded samples that the decoder was given.</param>
/// <param name="Decoded">Frames that it gave, those outside the range too.</param>
public sealed record RunRange(
    long Start, long End, long Delivered, bool Reused, double Seconds, long Bytes, long Requests, long Samples, long Decoded);

/// <summary>Seconds on the clock by step.</summary>
/// <param name="Index">Finding out what is in the video.</param>
/// <param name="Plan">Cutting it into ranges.</param>
/// <param name="Decode">Decoding and analysing, all workers side by side.</param>
/// <param name="Reduce">Merging into the results.</param>
/// <param name="PlanStills">Finding the shots before single frames are looked at; absent where nothing was to be looked for.</param>
/// <param name="AnalyzeStills">Looking at single frames, all workers side by side; absent as above.</param>
public sealed record RunSeconds(
    double Index,
    double Plan,
    double Decode,
    double Reduce,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? PlanStills = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? AnalyzeStills = null);

/// <summary>What did the work.</summary>
/// <param name="Ffmpeg">The version of ffmpeg.</param>
/// <param name="Opencv">The version of OpenCV.</param>
/// <param name="Videopipeline">The version of this product.</param>
/// <param name="Dotnet">The version of the .NET runtime.</param>
public sealed record RunVersions(string Ffmpeg, string Opencv, string Videopipeline, string Dotnet);

/// <summary>Where it was done.</summary>
/// <param name="OperatingSystem">Name and version.</param>
/// <param name="Architecture">The processor's kind, such as <c>x64</c>.</param>
/// <param name="Processors">How many processors this process may use.</param>
/// <param name="MemoryBytes">How much memory this process may use.</param>
public sealed record RunHost(string OperatingSystem, string Architecture, int Processors, long MemoryBytes)
{
    /// <summary>The machine that this runs on.</summary>
    public static RunHost Current() => new(
        RuntimeInformation.OSDescription,
        RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant(),
        Environment.ProcessorCount,
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
}
