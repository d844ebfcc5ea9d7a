using System.Runtime.InteropServices;
using OpenCvSharp;
using OpenCvSharp.Features2D;
using VideoPipeline.Analysis.Resizing;
using VideoPipeline.Native;

namespace VideoPipeline.Stills.Fingerprints;

/// <summary>
/// Finds keypoints: the scale-invariant feature transform (D. Lowe, <i>Distinctive image features from scale-invariant
/// keypoints</i>, IJCV 60, 2004) of OpenCV, with Lowe's parameters.
/// </summary>
/// <remarks>
/// A larger picture is reduced to <see cref="LongestSide"/> first, in integers (<see cref="AreaReduction"/>). SIFT computes in
/// floating point, but on one thread, of one picture alone and always in the same order: the same picture gives the same keypoints,
/// bit for bit, wherever the same OpenCV runs with the same vector instructions. OpenCV keeps whole numbers of 0 to 255 in
/// descriptors, so that bytes hold them exactly. Used by one thread at a time.
/// </remarks>
public sealed class SiftDetector : IDisposable
{
    /// <summary>Raised with every change of what is found.</summary>
    public const int Version = 1;

    /// <summary>The most keypoints of a picture: those of the highest contrast.</summary>
    public const int MostKeypoints = 1000;

    /// <summary>Pixels along the longer side, above which a picture is reduced.</summary>
    public const int LongestSide = 1280;

    private readonly SIFT _sift;

    /// <summary>Makes one.</summary>
    /// <exception cref="DllNotFoundException">There is no native vision library.</exception>
    public SiftDetector()
    {
        OpenCvLibrary.EnsureLoaded();
        _sift = SIFT.Create(MostKeypoints);
    }

    /// <summary>The keypoints of a picture, in pixels of the picture.</summary>
    public Keypoints Detect(GreyImage picture)
    {
        var reduced = Reduced(picture);
        KeyPoint[] found;
        using var descriptors = new Mat();
        var samples = GCHandle.Alloc(reduced.Samples, GCHandleType.Pinned);
        try
        {
            using var mat = Mat.FromPixelData(reduced.Height, reduced.Width, MatType.CV_8UC1, samples.AddrOfPinnedObject());
            _sift.DetectAndCompute(mat, null, out found, descriptors);
        }
        finally
        {
            samples.Free();
        }
        return found.Length == 0 ? Keypoints.None : Ordered(found, Rows(descriptors, found.Length), (double)picture.Width / reduced.Width);
    }

    /// <inheritdoc/>
    public void Dispose() => _sift.Dispose();

    private static GreyImage Reduced(GreyImage picture)
    {
        var longest = Math.Max(picture.Width, picture.Height);
        if (longest <= LongestSide) return picture;
        int Side(int side) => Math.Max(1, (int)(((long)side * LongestSide + (longest / 2)) / longest));
        var (width, height) = (Side(picture.Width), Side(picture.Height));
        var samples = new byte[width * height];
        new AreaReduction(picture.Width, picture.Height, width, height).Reduce(picture.Samples, samples);
        return new GreyImage(width, height, samples);
    }

    private static byte[] Rows(Mat descriptors, int count)
    {
        var numbers = new float[count * Keypoints.DescriptorLength];
        Marshal.Copy(descriptors.Data, numbers, 0, numbers.Length);
        return Array.ConvertAll(numbers, number => (byte)number);
    }

    // OpenCV keeps more than were asked for where contrasts are equal; the order says which go, and does not depend on how they
    // were found.
    private static Keypoints Ordered(KeyPoint[] found, byte[] descriptors, double scale)
    {
        var order = Enumerable.Range(0, found.Length)
            .OrderByDescending(i => found[i].Response)
            .ThenBy(i => found[i].Pt.Y).ThenBy(i => found[i].Pt.X).ThenBy(i => found[i].Size).ThenBy(i => found[i].Angle)
            .Take(MostKeypoints)
            .ToArray();
        var places = new float[order.Length * Keypoints.PlaceWidth];
        var rows = new byte[order.Length * Keypoints.DescriptorLength];
        for (var i = 0; i < order.Length; i++)
        {
            var keypoint = found[order[i]];
            places[i * Keypoints.PlaceWidth] = Unreduced(keypoint.Pt.X);
            places[(i * Keypoints.PlaceWidth) + 1] = Unreduced(keypoint.Pt.Y);
            places[(i * Keypoints.PlaceWidth) + 2] = (float)(keypoint.Size * scale);
            places[(i * Keypoints.PlaceWidth) + 3] = keypoint.Angle;
            places[(i * Keypoints.PlaceWidth) + 4] = keypoint.Response;
            descriptors.AsSpan(order[i] * Keypoints.DescriptorLength, Keypoints.DescriptorLength)
                .CopyTo(rows.AsSpan(i * Keypoints.DescriptorLength));
        }
        return new Keypoints(places, rows);

        // A sample's centre is at a whole number, in both sizes.
        float Unreduced(float at) => (float)(((at + 0.5) * scale) - 0.5);
    }
}
