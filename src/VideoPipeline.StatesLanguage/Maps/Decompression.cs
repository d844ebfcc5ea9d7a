using System.IO.Compression;

namespace VideoPipeline.StatesLanguage.Maps;

/// <summary>Decompresses objects that are compressed as a whole, as those of inventories and of Athena are.</summary>
internal static class Decompression
{
    private static readonly byte[] s_gzip = [0x1f, 0x8b];
    private static readonly byte[] s_zstd = [0x28, 0xb5, 0x2f, 0xfd];

    /// <summary>The content, decompressed if it is gzip.</summary>
    /// <exception cref="FormatException">The content is compressed with Zstandard.</exception>
    public static async Task<Stream> OpenAsync(Stream content, CancellationToken cancellation)
    {
        var start = new byte[s_zstd.Length];
        var length = await content.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellation)
            .ConfigureAwait(false);
        var whole = new PrefixedStream(start.AsMemory(0, length), content);
        if (start.AsSpan(0, length).SequenceEqual(s_zstd)) throw new FormatException(
            "The object is compressed with Zstandard, which is not supported. Compress it with gzip, or not.");
        return start.AsSpan(0, length).StartsWith(s_gzip) ? new GZipStream(whole, CompressionMode.Decompress) : whole;
    }

    /// <summary>A stream whose first bytes have been read already.</summary>
    private sealed class PrefixedStream(ReadOnlyMemory<byte> prefix, Stream rest) : Stream
    {
        private int _read;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            if (_read == prefix.Length) return rest.Read(buffer);
            var count = Math.Min(buffer.Length, prefix.Length - _read);
            prefix.Span.Slice(_read, count).CopyTo(buffer);
            _read += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
