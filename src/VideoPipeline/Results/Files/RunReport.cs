using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using VideoPipeline.Errors;
using VideoPipeline.Native;
using VideoPipeline.Video;

namespace VideoPipeline.Results.Files;

/// <summary>
/// <c>run.json</c>: where and how the results were computed, and their cost (docs/run.schema.json). Everything that can differ
/// between two runs on the same video is here and not in the summary.
/// </summary>
/// <param name="Schema">Always <see cref="CurrentSchema"/>.</param>
/// <param name="Video">The video.</param>
/// <param name="Options">The options of the execution, as given but without credentials: a JSON object.</param>
/// <param name="Access">The data read from the video.</param>
/// <param name="Ranges">The work of each range, in frame order.</param>
/// <param name="Stills">The work of each group of still frames; absent without a still analyzer.</param>
/// <param name="Reused">The number of ranges whose partials were reused from the store.</param>
/// <param name="Seconds">The duration of each step.</param>
/// <param name="Versions">The software versions.</param>
/// <param name="Host">The host.</param>
internal sealed record RunReport(
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

    /// <summary>Creates a report; the work of the ranges is summed.</summary>
    public static RunReport Of(
        SourceIdentity video, JsonElement options, IndexAccess index, IReadOnlyList<RunRange> ranges, RunSeconds seconds,
        RunVersions versions, RunHost host, IReadOnlyList<RunRange>? stills = null) => new(
        CurrentSchema,
        new RunVideo(video.Uri, new RunIdentity(video.Length, video.Version)),
        options,
        new RunAccess(index, DecodeAccess.Sum(ranges), stills is null ? null : DecodeAccess.Sum(stills)),
        ranges,
        ranges.Count(range => range.Reused),
        seconds,
        versions,
        host,
        stills);
}

/// <summary>The video.</summary>
/// <param name="Uri">The address, without credentials and signatures.</param>
/// <param name="Identity">The identity of the content.</param>
internal sealed record RunVideo(string Uri, RunIdentity Identity);

/// <summary>Identifies the content behind an address.</summary>
/// <param name="Length">The length in bytes.</param>
/// <param name="Version">The entity tag or modification time; null if the source has none.</param>
internal sealed record RunIdentity(long Length, string? Version);

/// <summary>The data read from the video.</summary>
/// <param name="Index">By indexing.</param>
/// <param name="Decode">By decoding ranges.</param>
/// <param name="Stills">By decoding still frames; absent without a still analyzer.</param>
internal sealed record RunAccess(
    IndexAccess Index,
    DecodeAccess Decode,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DecodeAccess? Stills = null);

/// <summary>The data read by indexing.</summary>
/// <param name="Bytes">The number of bytes.</param>
/// <param name="Requests">The number of reads or HTTP requests.</param>
internal sealed record IndexAccess(long Bytes, long Requests);

/// <summary>The work of decoding, summed over all ranges or groups; reused ones are not counted.</summary>
/// <param name="Bytes">The number of bytes.</param>
/// <param name="Requests">The number of reads or HTTP requests.</param>
/// <param name="Samples">The number of coded samples sent to the decoder.</param>
/// <param name="FramesDecoded">The number of frames returned by the decoder.</param>
/// <param name="FramesDelivered">The number of analyzed frames.</param>
internal sealed record DecodeAccess(long Bytes, long Requests, long Samples, long FramesDecoded, long FramesDelivered)
{
    /// <summary>Sums the ranges that were decoded in this run.</summary>
    public static DecodeAccess Sum(IReadOnlyList<RunRange> ranges)
    {
        var decoded = ranges.Where(range => !range.Reused).ToList();
        return new DecodeAccess(
            decoded.Sum(range => range.Bytes),
            decoded.Sum(range => range.Requests),
            decoded.Sum(range => range.Samples),
            decoded.Sum(range => range.Decoded),
            decoded.Sum(range => range.Delivered));
    }
}

/// <summary>The work of one worker.</summary>
/// <param name="Start">The first frame number of the range.</param>
/// <param name="End">The frame number after the last.</param>
/// <param name="Delivered">The number of delivered frames.</param>
/// <param name="Reused">Whether the partial was reused; the costs are then those of the run that computed it.</param>
/// <param name="Seconds">The duration in seconds.</param>
/// <param name="Bytes">The number of bytes read.</param>
/// <param name="Requests">The number of reads or HTTP requests.</param>
/// <param name="Samples">The number of coded samples sent to the decoder.</param>
/// <param name="Decoded">The number of frames returned by the decoder, including those outside the range.</param>
internal sealed record RunRange(
    long Start, long End, long Delivered, bool Reused, double Seconds, long Bytes, long Requests, long Samples, long Decoded);

/// <summary>The elapsed time of each step in seconds.</summary>
/// <param name="Index">Indexing the video.</param>
/// <param name="Plan">Splitting it into ranges.</param>
/// <param name="Decode">Decoding and analyzing, all workers in parallel.</param>
/// <param name="Reduce">Merging the partials into the results.</param>
/// <param name="PlanStills">Detecting the shots and choosing the still frames; absent without a still analyzer.</param>
/// <param name="AnalyzeStills">Analyzing still frames, all workers in parallel; absent without a still analyzer.</param>
internal sealed record RunSeconds(
    double Index,
    double Plan,
    double Decode,
    double Reduce,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? PlanStills = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? AnalyzeStills = null);

/// <summary>The software versions.</summary>
/// <param name="Ffmpeg">The version of ffmpeg.</param>
/// <param name="Opencv">The version of OpenCV.</param>
/// <param name="Videopipeline">The version of this product.</param>
/// <param name="Dotnet">The version of the .NET runtime.</param>
internal sealed record RunVersions(string Ffmpeg, string Opencv, string Videopipeline, string Dotnet)
{
    /// <summary>Returns the versions in this process.</summary>
    /// <exception cref="UnsupportedVideoException">ffmpeg is not installed.</exception>
    public static RunVersions Current() => new(
        FfmpegBinaries.Version(FfmpegBinaries.Ffmpeg),
        OpenCvLibrary.Version,
        typeof(RunVersions).Assembly.GetName().Version!.ToString(3),
        Environment.Version.ToString());
}

/// <summary>The host.</summary>
/// <param name="OperatingSystem">The name and version of the operating system.</param>
/// <param name="Architecture">The processor architecture, such as <c>x64</c>.</param>
/// <param name="Processors">The number of processors available to the process.</param>
/// <param name="MemoryBytes">The memory available to the process in bytes.</param>
internal sealed record RunHost(string OperatingSystem, string Architecture, int Processors, long MemoryBytes)
{
    /// <summary>Returns the current host.</summary>
    public static RunHost Current() => new(
        RuntimeInformation.OSDescription,
        RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant(),
        Environment.ProcessorCount,
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
}
