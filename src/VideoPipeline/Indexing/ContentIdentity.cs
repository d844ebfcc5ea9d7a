using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Indexing;

/// <summary>
/// Computes <see cref="VideoIndex.Content"/>: equal for copies of a video at any address, without reading all of its bytes.
/// </summary>
/// <remarks>
/// The sizes and time stamps of compressed samples differ between any two encodes, and the index has them. Where all samples are
/// equally large, as in uncompressed video and DV, they say nothing, so bytes of the video are hashed too.
/// </remarks>
internal static class ContentIdentity
{
    /// <summary>The version of the computation.</summary>
    private const string Format = "videopipeline/content/1";

    /// <summary>The number of bytes that are hashed at the start, in the middle and at the end of a video.</summary>
    private const int ProbeBytes = 64 << 10;

    /// <summary>The length of the identity in bytes.</summary>
    private const int Length = 16;

    private const int RowBytes = sizeof(int) + sizeof(long) + sizeof(long) + sizeof(byte);

    /// <summary>Computes the identity, in hexadecimal digits.</summary>
    /// <param name="index">The index, whose rows are in memory.</param>
    /// <param name="source">The video; read only if the samples do not identify it.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    public static async Task<string> ComputeAsync(VideoIndex index, IVideoSource source, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var video = index.Video;
        hash.AppendData(Encoding.UTF8.GetBytes(
            $"{Format}\n{source.Length}\n{video.Stream} {video.Codec} {video.Width}x{video.Height} {video.TimeBase}\n"));
        AppendSamples(hash, index.Samples);
        if (!HaveDifferentSizes(index.Samples)) await AppendBytesAsync(hash, source, cancellation);
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, Length));
    }

    private static void AppendSamples(IncrementalHash hash, SampleTable samples)
    {
        Span<byte> row = stackalloc byte[RowBytes];
        for (var i = 0; i < samples.Count; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(row, samples.Size[i]);
            BinaryPrimitives.WriteInt64LittleEndian(row[4..], samples.Dts[i]);
            BinaryPrimitives.WriteInt64LittleEndian(row[12..], samples.Pts[i]);
            row[20] = samples.IsKey[i] ? (byte)1 : (byte)0;
            hash.AppendData(row);
        }
    }

    private static bool HaveDifferentSizes(SampleTable samples)
    {
        for (var i = 1; i < samples.Count; i++)
            if (samples.Size[i] != samples.Size[0]) return true;
        return false;
    }

    private static async Task AppendBytesAsync(IncrementalHash hash, IVideoSource source, CancellationToken cancellation)
    {
        var buffer = new byte[ProbeBytes];
        foreach (var offset in (long[])[0, source.Length / 2, source.Length - ProbeBytes])
        {
            var read = await source.ReadAsync(Math.Max(0, offset), buffer, cancellation);
            hash.AppendData(buffer.AsSpan(0, read));
        }
    }
}
