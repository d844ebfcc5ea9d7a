using System.Text.RegularExpressions;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;

namespace VideoPipeline.Sources.Files;

/// <summary>
/// A video under a generated path, for programs that open it by name: a symbolic link to a local file, a copy of any other
/// source. So a name from an input never becomes part of a command line.
/// </summary>
internal sealed partial class LocalCopy : IDisposable
{
    /// <summary>The maximum number of bytes to copy: the maximum size of a Lambda function's <c>/tmp</c>.</summary>
    public const long MaxBytes = 10L << 30;

    private readonly FileSource? _linked;

    private LocalCopy(string path, FileSource? linked) => (Path, _linked) = (path, linked);

    /// <summary>The generated path.</summary>
    public string Path { get; }

    /// <summary>
    /// Creates the file <c>video</c> in <paramref name="folder"/>, with the source's extension if it has up to five letters or
    /// digits.
    /// </summary>
    /// <exception cref="LimitExceededException">It must be copied and is larger than <see cref="MaxBytes"/>.</exception>
    public static async Task<LocalCopy> CreateAsync(IVideoSource source, string folder, CancellationToken cancellation)
    {
        // ffmpeg detects some formats by the extension only.
        var extension = Extension().Match(source.Address.FileName) is { Success: true } match ? match.Value : "";
        var copy = new LocalCopy(System.IO.Path.Combine(folder, "video" + extension), source as FileSource);
        if (source is FileSource file)
        {
            File.CreateSymbolicLink(copy.Path, file.Path);
            return copy;
        }
        if (source.Length > MaxBytes)
            throw new LimitExceededException(
                $"{source.DisplayName} has {source.Length} bytes and cannot be split, so one worker must " +
                $"copy it; the limit for that is {MaxBytes} bytes. Convert it to MP4, which can be split.");
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

    /// <summary>Checks, after the program has read it, that a local file was not modified or replaced.</summary>
    /// <exception cref="VideoChangedException">It was modified or replaced.</exception>
    public void ThrowIfChanged() => _linked?.ThrowIfChanged();

    /// <inheritdoc/>
    public void Dispose() => File.Delete(Path);

    [GeneratedRegex(@"\.[A-Za-z0-9]{1,5}(?=$|\?)")]
    private static partial Regex Extension();
}
