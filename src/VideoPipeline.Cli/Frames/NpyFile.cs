using VideoPipeline.Decoding;
using VideoPipeline.Npz;
using VideoPipeline.Results.Files;
using VideoPipeline.Temporary;

namespace VideoPipeline.Cli.Frames;

/// <summary>
/// Writes all frames as one <c>uint8</c> RGB array n×height×width×3, to a file such as <c>film.npy</c> or standard output.
/// </summary>
/// <param name="folder">The output folder; null for standard output.</param>
/// <param name="stem">The video's name without its extension.</param>
/// <param name="openOut">Opens standard output.</param>
internal sealed class NpyFile(string? folder, string stem, Func<Stream> openOut) : IFrameOutput
{
    private readonly string _name = $"{stem}.npy";

    // The header contains the number of frames, which is known at the end only, so standard output needs a temporary file too.
    private readonly Lock _gate = new();
    private StagingFolder? _unfinished;
    private FileStream? _file;
    private NpyStackWriter? _stack;

    public void Add(long place, NumberedFrame frame)
    {
        var picture = frame.Frame.Pictures[0];
        lock (_gate)
        {
            _stack ??= Begin();
            _stack.WriteItem(place, picture.Span, picture.Height, picture.Width, 3);
        }
    }

    public void Restart() => _stack?.Clear();

    public IReadOnlyList<string> Complete(RunAccess access)
    {
        _stack!.Complete();
        if (_unfinished is not null)
        {
            _file!.Dispose();
            return _unfinished.Publish([_name]);
        }
        _file!.Position = 0;
        using var output = openOut();
        _file.CopyTo(output, 1 << 20);
        return [];
    }

    public void Dispose()
    {
        _file?.Dispose();
        _unfinished?.Dispose();
    }

    private NpyStackWriter Begin()
    {
        if (folder is not null) _unfinished = new StagingFolder(folder);
        _file = _unfinished is null
            ? TemporaryFiles.Create(1 << 16)
            : new FileStream(_unfinished.PathOf(_name), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16);
        return new NpyStackWriter(_file);
    }
}
