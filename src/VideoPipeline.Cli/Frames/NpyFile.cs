using VideoPipeline.Decoding;
using VideoPipeline.Results;
using VideoPipeline.Results.Arrays;

namespace VideoPipeline.Cli.Frames;

/// <summary>All frames as one array of <c>uint8</c>, n×height×width×3 RGB: <c>frames.npy</c> in a folder, or standard output.</summary>
/// <param name="folder">Where the file goes; null for standard output.</param>
/// <param name="openOut">Opens standard output.</param>
internal sealed class NpyFile(string? folder, Func<Stream> openOut) : IFrameFiles
{
    private const string Name = "frames.npy";

    // How many frames there are stands in front and is known at the end, so standard output gets a finished file too.
    private readonly Lock gate = new();
    private WorkFolder? work;
    private UnfinishedFolder? unfinished;
    private FileStream? file;
    private NpyStack? stack;

    public void Add(long place, NumberedFrame frame)
    {
        var picture = frame.Frame.Pictures[0];
        lock (gate)
        {
            stack ??= Begin();
            stack.Set(place, picture.Span, picture.Height, picture.Width, 3);
        }
    }

    public void StartOver() => stack?.Clear();

    public IReadOnlyList<string> Complete(RunAccess access)
    {
        stack!.Complete();
        if (unfinished is not null)
        {
            file!.Dispose();
            return unfinished.Publish([Name]);
        }
        file!.Position = 0;
        using var output = openOut();
        file.CopyTo(output, 1 << 20);
        return [];
    }

    public void Dispose()
    {
        file?.Dispose();
        unfinished?.Dispose();
        work?.Dispose();
    }

    private NpyStack Begin()
    {
        if (folder is not null) unfinished = new UnfinishedFolder(folder);
        else work = new WorkFolder();
        file = new FileStream(unfinished?.PathOf(Name) ?? Path.Combine(work!.Path, Name), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16);
        return new NpyStack(file);
    }
}
