using VideoPipeline.Errors;
using VideoPipeline.Functions.Uploads;
using VideoPipeline.Local.Videos;
using VideoPipeline.Sources.S3;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Videos;

/// <summary>
/// Expands the arguments that name videos: files and addresses, folders, patterns, lists (<c>@list.txt</c>, <c>-</c>) and S3
/// prefixes.
/// </summary>
/// <param name="context">The environment of the command.</param>
/// <param name="recursive">Whether folders include their subfolders.</param>
internal sealed class VideoArguments(CommandContext context, bool recursive)
{
    private const string StandardInput = "-";
    private const char ListMark = '@', Comment = '#';

    private readonly List<SourceAddress> _videos = [];
    private readonly HashSet<SourceAddress> _known = [];
    private readonly List<string> _remarks = [];
    private bool _areMany;

    /// <summary>Expands the arguments.</summary>
    /// <exception cref="InvalidInputException">An argument cannot be expanded, or there is no video.</exception>
    /// <exception cref="VideoPipelineException">A bucket cannot be listed.</exception>
    public static async Task<GivenVideos> ExpandAsync(
        IReadOnlyList<string> arguments, CommandContext context, bool recursive, CancellationToken cancellation)
    {
        var expansion = new VideoArguments(context, recursive) { _areMany = arguments.Count > 1 };
        foreach (var argument in arguments) await expansion.AddAsync(argument, mayBeList: true, cancellation);
        if (expansion._videos.Count == 0)
            throw new InvalidInputException(string.Join(' ', (string[])
                [.. expansion._remarks, "There is no video to work on. Check the arguments."]));
        return new GivenVideos(expansion._videos, expansion._areMany, expansion._remarks);
    }

    private async Task AddAsync(string argument, bool mayBeList, CancellationToken cancellation)
    {
        SourceAddress address = argument;
        if (mayBeList && (argument == StandardInput || argument is [ListMark, _, ..]))
        {
            _areMany = true;
            foreach (var line in await ReadListAsync(argument, cancellation))
                await AddAsync(line, mayBeList: false, cancellation);
        }
        else if (S3Prefix.IsPrefix(address))
        {
            _areMany = true;
            await AddPrefixAsync(address, cancellation);
        }
        else if (address.IsBlank)
            throw new InvalidInputException(
                "VIDEO must not be empty. Give a path, a folder, or an http://, https:// or s3:// address.");
        else if (address.IsMistyped || address.Scheme is not null) Add(address);
        else AddPath(argument);
    }

    private void AddPath(string argument)
    {
        var path = Path.GetFullPath(argument, context.WorkingFolder);
        if (Directory.Exists(path))
        {
            _areMany = true;
            AddVideosOf(VideoFolder.Files(path, recursive), path, VideoFolder.IsVideo);
        }
        else if (FilePattern.IsPattern(argument) && !File.Exists(path))
        {
            _areMany = true;
            var files = FilePattern.Match(argument, context.WorkingFolder);
            if (files.Count == 0) throw new InvalidInputException($"No file matches {argument}. Check the pattern.");
            if (FilePattern.HasExtension(argument)) foreach (var file in files) Add(file);
            else AddVideosOf(files, argument, VideoFolder.IsVideo);
        }
        else Add(path);
    }

    private async Task AddPrefixAsync(SourceAddress prefix, CancellationToken cancellation)
    {
        var keys = new List<string>();
        await foreach (var (bucket, key) in S3Prefix.ListAsync(prefix, new S3SourceOptions(), cancellation))
        {
            // Consoles make objects for folders, whose keys end with a slash.
            if (!key.EndsWith('/')) keys.Add(S3Uri.Format(bucket, key, versionId: null));
        }
        AddVideosOf(keys, prefix.ToString(), MediaFile.HasVideoExtension);
    }

    private void AddVideosOf(IReadOnlyList<string> files, string from, Func<string, bool> isVideo)
    {
        var skipped = new List<string>();
        foreach (var file in files)
        {
            if (isVideo(file)) Add(file);
            else skipped.Add(file);
        }
        if (files.Count == 0) _remarks.Add($"{from} has no files.");
        else if (skipped.Count > 0) _remarks.Add(SkippedFiles.Describe(from, skipped));
    }

    private void Add(SourceAddress video)
    {
        if (_known.Add(video)) _videos.Add(video);
    }

    private async Task<IEnumerable<string>> ReadListAsync(string argument, CancellationToken cancellation)
    {
        var text = argument == StandardInput
            ? await context.In.ReadToEndAsync(cancellation)
            : await ReadFileAsync(argument[1..], cancellation);
        return text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line[0] != Comment);
    }

    private async Task<string> ReadFileAsync(string name, CancellationToken cancellation)
    {
        var path = Path.GetFullPath(name, context.WorkingFolder);
        try
        {
            return await File.ReadAllTextAsync(path, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(
                $"The list {path} cannot be read: {e.Message} For a video whose name begins with {ListMark}, write "
                + $"./{ListMark}{name}.",
                e);
        }
    }
}
