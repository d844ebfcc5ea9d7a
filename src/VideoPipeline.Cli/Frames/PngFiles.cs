using System.Globalization;
using VideoPipeline.Decoding;
using VideoPipeline.Imaging;
using VideoPipeline.Results;

namespace VideoPipeline.Cli.Frames;

/// <summary>A file <c>frame-00000123.png</c> for each frame, named by its number.</summary>
/// <param name="folder">Where the files go; made where it is not there.</param>
internal sealed class PngFiles(string folder) : IFrameFiles
{
    private readonly SortedSet<string> names = new(StringComparer.Ordinal);
    private UnfinishedFolder? unfinished;

    public void Add(long place, NumberedFrame frame)
    {
        lock (names) unfinished ??= new UnfinishedFolder(folder);
        var picture = frame.Frame.Pictures[0];
        var name = string.Create(CultureInfo.InvariantCulture, $"frame-{frame.Number:D8}.png");
        File.WriteAllBytes(unfinished.PathOf(name), ImageFile.Png(new BgrImage(picture.Width, picture.Height, Bgr(picture.Span))));
        lock (names) names.Add(name);
    }

    // The same numbers come again, so the files are written over.
    public void StartOver() => names.Clear();

    public IReadOnlyList<string> Complete(RunAccess access) => unfinished?.Publish([.. names]) ?? [];

    public void Dispose() => unfinished?.Dispose();

    private static byte[] Bgr(ReadOnlySpan<byte> rgb)
    {
        var bgr = GC.AllocateUninitializedArray<byte>(rgb.Length);
        for (var i = 0; i < rgb.Length; i += 3) (bgr[i], bgr[i + 1], bgr[i + 2]) = (rgb[i + 2], rgb[i + 1], rgb[i]);
        return bgr;
    }
}
