using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using VideoPipeline.Errors;
using VideoPipeline.Npz;
using VideoPipeline.Stills.Fingerprints;

namespace VideoPipeline.Search;

/// <summary>
/// Reads and writes a segment as <c>find/…npz</c>: the lists of <see cref="IndexSegment"/> as arrays, the runs as JSON bytes.
/// </summary>
internal static class SegmentFile
{
    /// <summary>Writes the file.</summary>
    public static void Write(Stream destination, IndexSegment segment) => NpzWriter.Write(destination,
    [
        NpyArray.Of("runs", JsonSerializer.SerializeToUtf8Bytes(segment.Runs, SegmentJson.Default.IReadOnlyListIndexedRun)),
        NpyArray.Of("frame.number", segment.Frames.Number),
        NpyArray.Of(
            "frame.hashes", MemoryMarshal.Cast<ImageHashes, ulong>(segment.Frames.Hashes).ToArray(), segment.Frames.Count, 2),
        NpyArray.Of("picture.row", segment.Pictures.Row),
        NpyArray.Of("picture.shot.start", segment.Pictures.ShotStart),
        NpyArray.Of("picture.shot.end", segment.Pictures.ShotEnd),
        NpyArray.Of("posting.word", segment.Postings.Word),
        NpyArray.Of("posting.picture", segment.Postings.Picture),
        NpyArray.Of("posting.signature", segment.Postings.Signature),
        NpyArray.Of("posting.pose", segment.Postings.Pose),
    ]);

    /// <summary>Reads the file.</summary>
    /// <param name="source">The file.</param>
    /// <param name="name">The name of the file for error messages.</param>
    /// <exception cref="CorruptResultException">The file is corrupt, or has another format.</exception>
    public static IndexSegment Read(Stream source, string name)
    {
        var arrays = NpzReader.Read(source, name);
        try
        {
            var segment = new IndexSegment(
                JsonSerializer.Deserialize(arrays.Get<byte>("runs").Data, SegmentJson.Default.IReadOnlyListIndexedRun) ?? [],
                new IndexedFrames(
                    arrays.Get<uint>("frame.number").Data,
                    MemoryMarshal.Cast<ulong, ImageHashes>(arrays.Get<ulong>("frame.hashes").Data).ToArray()),
                new IndexedPictures(
                    arrays.Get<int>("picture.row").Data, arrays.Get<uint>("picture.shot.start").Data,
                    arrays.Get<uint>("picture.shot.end").Data),
                new Postings(
                    arrays.Get<ushort>("posting.word").Data, arrays.Get<int>("posting.picture").Data,
                    arrays.Get<ulong>("posting.signature").Data, arrays.Get<byte>("posting.pose").Data));
            return IsConsistent(segment) ? segment : throw new JsonException("its arrays are inconsistent");
        }
        catch (JsonException problem)
        {
            throw new CorruptResultException(
                $"{name} cannot be read: {problem.Message.TrimEnd('.')}. Delete it and try again.", problem);
        }
    }

    private static bool IsConsistent(IndexSegment segment)
    {
        var (runs, frames, pictures, postings) = (segment.Runs, segment.Frames, segment.Pictures, segment.Postings);
        return runs.Sum(run => (long)run.Frames) == frames.Count && frames.Hashes.Length == frames.Count
            && runs.Sum(run => (long)run.Pictures) == pictures.Count
            && pictures.ShotStart.Length == pictures.Count && pictures.ShotEnd.Length == pictures.Count
            && postings.Picture.Length == postings.Count && postings.Signature.Length == postings.Count
            && postings.Pose.Length == postings.Count
            && !pictures.Row.AsSpan().ContainsAnyExceptInRange(0, frames.Count - 1)
            && !postings.Picture.AsSpan().ContainsAnyExceptInRange(0, pictures.Count - 1);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<IndexedRun>))]
internal sealed partial class SegmentJson : JsonSerializerContext;
