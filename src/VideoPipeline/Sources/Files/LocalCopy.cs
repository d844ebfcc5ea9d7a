using System.Text.RegularExpressions;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Sources.Files;

/// <summary>
/// A video under a path made here, for programs that must open it by name: a link to a local file, a copy of anything else.
/// The name that came from outside never becomes part of a command line.
/// </summary>
public sealed partial class LocalCopy : IDisposable
{
    /// <summary>The most that is copied: what the largest Lambda function's <c>/tmp</c> holds.</summary>
    public const long Limit = 10L << 30;

    private readonly FileSource? _linked;

    private LocalCopy(string path, FileSource? linked) => (Path, _linked) = (path, linked);

    /// <summary>Where it lies.</summary>
    public string Path { get; }

    /// <summary>Makes the file <c>video</c> in <paramref name="folder"/>, with the extension of the source where it is an ordinary one.</summary>
    /// <exception cref="LimitExceededException">It would have to be copied and is larger than <see cref="Limit"/>.</exception>
    public static async Task<LocalCopy> MakeAsync(IVideoSource source, string folder, CancellationToken cancellation)
    {
        // Some demuxers are found by the extension only.
        var extension = Extension().Match(source.Uri) is { Success: true } match ? match.Value : "";
        var copy = new LocalCopy(System.IO.Path.Combine(folder, "video" + extension), source as FileSource);
        if (source is FileSource file)
        {
            File.CreateSymbolicLink(copy.Path, file.Path);
            return copy;
        }
        if (source.Length > Limit)
            throw new LimitExceededException(
                $"{SourceAddress.ForDisplay(source.Uri)} has {source.Length} bytes and cannot be cut, so one worker would have to copy it; at most {Limit} bytes are. " +
                "Convert it to MP4, which is read in pieces.");
        try
        {
            await using var from = await source.OpenAsync(0, source.Length, cancellation);
            await using var to = File.Create(copy.Path);
            await from.CopyToAsync(to, 1 << 20, cancellation);
        }
        catch
        {
            copy.Dispose();
            throw;
        }
        return copy;
    }

    /// <summary>After the program has read it: a local file may have been written to, or another one put in its place.</summary>
    /// <exception cref="VideoChangedException">It was.</exception>
    public void ThrowIfChanged() => _linked?.ThrowIfChanged();

    /// <inheritdoc/>
    public void Dispose() => File.Delete(Path);

    [GeneratedRegex(@"\.[A-Za-z0-9]{1,5}(?=$|\?)")]
    private static partial Regex Extension();
}
