using VideoPipeline.Video;

namespace VideoPipeline.Cli.Videos;

/// <summary>The videos that the arguments of a command name.</summary>
/// <param name="Addresses">Their addresses, each once, in the order of the arguments; paths are absolute.</param>
/// <param name="AreMany">Whether more than one video can be meant: more than one argument, or one that is not a video itself but
/// a folder, a pattern, a list or a prefix.</param>
/// <param name="Remarks">What was skipped.</param>
internal sealed record GivenVideos(
    IReadOnlyList<SourceAddress> Addresses, bool AreMany, IReadOnlyList<string> Remarks)
{
    /// <summary>Serializes the result for a video: to one line with its address, if there are many.</summary>
    public string ToJson<T>(SourceAddress video, T result) =>
        AreMany ? CliJson.SerializeLine(video.ToString(), result) : CliJson.Serialize(result);
}
