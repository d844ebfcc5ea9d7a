using VideoPipeline.Errors;
using VideoPipeline.Npz;

namespace VideoPipeline.Stills.Fingerprints;

/// <summary>The keypoints of a frame of a video.</summary>
/// <param name="Frame">The number of the frame.</param>
/// <param name="Keypoints">The keypoints, in pixels of the frame.</param>
internal sealed record FrameKeypoints(long Frame, Keypoints Keypoints);

/// <summary>
/// <c>fingerprints.npz</c>: the keypoints of frames. <c>frame</c> (int64, n): the frame numbers, ascending; <c>first</c> (int64,
/// n + 1): the first row of each frame in <c>keypoints</c> and <c>descriptors</c>, and the row after the last; <c>keypoints</c>
/// (float32, m×5) and <c>descriptors</c> (uint8, m×128): see <see cref="Keypoints"/>; <c>size</c> (int64, 2): width and height
/// of a frame.
/// </summary>
/// <param name="Width">The width of a frame in pixels.</param>
/// <param name="Height">The height of a frame in pixels.</param>
/// <param name="Frames">The frames, in ascending order.</param>
internal sealed record FingerprintFile(int Width, int Height, IReadOnlyList<FrameKeypoints> Frames)
{
    /// <summary>Returns the arrays of the file.</summary>
    public IEnumerable<NpyArray> ToArrays()
    {
        var first = new long[Frames.Count + 1];
        for (var i = 0; i < Frames.Count; i++) first[i + 1] = first[i] + Frames[i].Keypoints.Count;
        var keypoints = (int)first[^1];
        yield return NpyArray.Of("frame", Frames.Select(frame => frame.Frame).ToArray());
        yield return NpyArray.Of("first", first);
        yield return NpyArray.Of("size", new long[] { Width, Height });
        yield return NpyArray.Of(
            "keypoints", Frames.Select(frame => frame.Keypoints.Points).Concatenate(), keypoints, Keypoints.PointWidth);
        yield return NpyArray.Of(
            "descriptors",
            Frames.Select(frame => frame.Keypoints.Descriptors).Concatenate(),
            keypoints,
            Keypoints.DescriptorLength);
    }

    /// <summary>Reads the file.</summary>
    /// <param name="source">The file.</param>
    /// <param name="name">The name of the file in messages.</param>
    /// <exception cref="CorruptResultException">The file is damaged or has another format.</exception>
    public static FingerprintFile Read(Stream source, string name)
    {
        var arrays = NpzReader.Read(source, name);
        var (frame, first, size) =
            (arrays.Get<long>("frame").Data, arrays.Get<long>("first").Data, arrays.Get<long>("size").Data);
        var (keypoints, descriptors) = (arrays.Get<float>("keypoints").Data, arrays.Get<byte>("descriptors").Data);
        var all = new Keypoints(keypoints, descriptors);
        if (size.Length != 2 || first.Length != frame.Length + 1 || first[0] != 0 || first[^1] != all.Count
            || descriptors.Length != all.Count * Keypoints.DescriptorLength
            || first.Zip(first.Skip(1)).Any(pair => pair.First > pair.Second))
            throw new CorruptResultException($"The arrays of {name} have inconsistent shapes. Delete it and run again.");
        return new FingerprintFile((int)size[0], (int)size[1],
            [.. frame.Select((number, i) =>
                new FrameKeypoints(number, all.Slice((int)first[i], (int)(first[i + 1] - first[i]))))]);
    }
}
