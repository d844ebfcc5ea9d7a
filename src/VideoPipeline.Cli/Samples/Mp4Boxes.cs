using System.Buffers.Binary;

namespace VideoPipeline.Cli.Samples;

/// <summary>Checks that an MP4 file is not truncated.</summary>
internal static class Mp4Boxes
{
    /// <summary>Whether the file exists and consists of complete boxes, including <c>moov</c> and <c>mdat</c>.</summary>
    public static bool AreComplete(string path)
    {
        if (!File.Exists(path)) return false;
        using var file = File.OpenRead(path);
        Span<byte> header = stackalloc byte[8];
        var (moov, mdat) = (false, false);
        while (file.Position < file.Length)
        {
            var start = file.Position;
            if (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length) return false;
            var size = BinaryPrimitives.ReadUInt32BigEndian(header);
            if (size < header.Length || start + size > file.Length) return false;
            moov |= header[4..].SequenceEqual("moov"u8);
            mdat |= header[4..].SequenceEqual("mdat"u8);
            file.Position = start + size;
        }
        return moov && mdat;
    }
}
