using System.Globalization;
using VideoPipeline.Decoding;
using VideoPipeline.Imaging;
using VideoPipeline.Results.Files;

namespace VideoPipeline.Cli.Frames;

/// <summary>Writes a file <c>frame-00000123.png</c> per frame, named after its number.</summary>
/// <param name="folder">The output folder; created if it does not exist.</param>
internal sealed class PngFiles(string folder) : IFrameOutput
{
    private readonly SortedSet<string> _names = new(StringComparer.Ordinal);
    private StagingFolder? _unfinished;

    public void Add(long place, NumberedFrame frame)
    {
        lock (_names) _unfinished ??= new StagingFolder(folder);
        var picture = frame.Frame.Pictures[0];
        var name = string.Create(CultureInfo.InvariantCulture, $"frame-{frame.Number:D8}.png");
        var image = new BgrImage(picture.Width, picture.Height, Bgr(picture.Span));
        File.WriteAllBytes(_unfinished.PathOf(name), ImageFile.EncodePng(image));
        lock (_names) _names.Add(name);
    }

    // The frames are added again and overwrite the files.
    public void Restart() => _names.Clear();

    public IReadOnlyList<string> Complete(RunAccess access) => _unfinished?.Publish([.. _names]) ?? [];

    public void Dispose() => _unfinished?.Dispose();

    private static byte[] Bgr(ReadOnlySpan<byte> rgb)
    {
        var bgr = GC.AllocateUninitializedArray<byte>(rgb.Length);
        for (var i = 0; i < rgb.Length; i += 3) (bgr[i], bgr[i + 1], bgr[i + 2]) = (rgb[i + 2], rgb[i + 1], rgb[i]);
        return bgr;
    }
}
