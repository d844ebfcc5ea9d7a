using System.Runtime.InteropServices;
using OpenCvSharp;
using OpenCvSharp.Features2D;
using VideoPipeline.Analysis.Resizing;
using VideoPipeline.Native;

namespace VideoPipeline.Stills.Fingerprints;

/// <summary>
/// Detects keypoints and computes their descriptors by the scale-invariant feature transform, SIFT (D. Lowe, <i>Distinctive image
/// features from scale-invariant keypoints</i>, IJCV 60, 2004), of OpenCV with Lowe's parameters.
/// </summary>
/// <remarks>
/// Images larger than <see cref="MaxSide"/> are first resized in integers (<see cref="AreaReduction"/>). SIFT uses floating
/// point, but on a single thread, on one image at a time and always in the same order: the same image gives bit-identical
/// keypoints with the same OpenCV build and the same vector instructions. OpenCV stores integers from 0 to 255 in descriptors,
/// so bytes hold them exactly. Not thread-safe: used by one thread at a time.
/// </remarks>
internal sealed class SiftDetector : IDisposable
{
    /// <summary>The version of the results. Increment it with every change of the results.</summary>
    public const int Version = 1;

    /// <summary>The maximum number of keypoints per image; those of the highest contrast are kept.</summary>
    public const int MaxKeypoints = 1000;

    /// <summary>The maximum length of the longer side in pixels; larger images are resized.</summary>
    public const int MaxSide = 1280;

    private readonly SIFT _sift;

    /// <summary>Creates a detector.</summary>
    /// <exception cref="DllNotFoundException">The native OpenCV library is missing.</exception>
    public SiftDetector()
    {
        OpenCvLibrary.EnsureLoaded();
        _sift = SIFT.Create(MaxKeypoints);
    }

    /// <summary>Detects the keypoints of an image, in pixels of the image before resizing.</summary>
    public Keypoints Detect(GrayImage image)
    {
        var resized = Resize(image);
        KeyPoint[] found;
        using var descriptors = new Mat();
        var samples = GCHandle.Alloc(resized.Samples, GCHandleType.Pinned);
        try
        {
            using var mat = Mat.FromPixelData(resized.Height, resized.Width, MatType.CV_8UC1, samples.AddrOfPinnedObject());
            _sift.DetectAndCompute(mat, null, out found, descriptors);
        }
        finally
        {
            samples.Free();
        }
        return found.Length == 0
            ? Keypoints.Empty
            : Sort(found, ToBytes(descriptors, found.Length), (double)image.Width / resized.Width);
    }

    /// <inheritdoc/>
    public void Dispose() => _sift.Dispose();

    private static GrayImage Resize(GrayImage image)
    {
        var longest = Math.Max(image.Width, image.Height);
        if (longest <= MaxSide) return image;
        int Side(int side) => Math.Max(1, (int)(((long)side * MaxSide + (longest / 2)) / longest));
        var (width, height) = (Side(image.Width), Side(image.Height));
        var samples = new byte[width * height];
        new AreaReduction(image.Width, image.Height, width, height).Reduce(image.Samples, samples);
        return new GrayImage(width, height, samples);
    }

    private static byte[] ToBytes(Mat descriptors, int count)
    {
        var values = new float[count * Keypoints.DescriptorLength];
        Marshal.Copy(descriptors.Data, values, 0, values.Length);
        return Array.ConvertAll(values, value => (byte)value);
    }

    // OpenCV returns more keypoints than requested if contrasts are equal. A total order makes the choice deterministic.
    private static Keypoints Sort(KeyPoint[] found, byte[] descriptors, double scale)
    {
        var order = Enumerable.Range(0, found.Length)
            .OrderByDescending(i => found[i].Response)
            .ThenBy(i => found[i].Pt.Y).ThenBy(i => found[i].Pt.X).ThenBy(i => found[i].Size).ThenBy(i => found[i].Angle)
            .Take(MaxKeypoints)
            .ToArray();
        var places = new float[order.Length * Keypoints.PointWidth];
        var rows = new byte[order.Length * Keypoints.DescriptorLength];
        for (var i = 0; i < order.Length; i++)
        {
            var keypoint = found[order[i]];
            places[i * Keypoints.PointWidth] = ToOriginal(keypoint.Pt.X);
            places[(i * Keypoints.PointWidth) + 1] = ToOriginal(keypoint.Pt.Y);
            places[(i * Keypoints.PointWidth) + 2] = (float)(keypoint.Size * scale);
            places[(i * Keypoints.PointWidth) + 3] = keypoint.Angle;
            places[(i * Keypoints.PointWidth) + 4] = keypoint.Response;
            descriptors.AsSpan(order[i] * Keypoints.DescriptorLength, Keypoints.DescriptorLength)
                .CopyTo(rows.AsSpan(i * Keypoints.DescriptorLength));
        }
        return new Keypoints(places, rows);

        // The center of a sample has integer coordinates, at both sizes.
        float ToOriginal(float coordinate) => (float)(((coordinate + 0.5) * scale) - 0.5);
    }
}
