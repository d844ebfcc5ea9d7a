using System.IO.Compression;
using System.IO.Hashing;
using VideoPipeline.Layers.Auditing;

namespace VideoPipeline.Layers.Packages;

/// <summary>Reads the entries of a zip file and verifies their sizes and checksums.</summary>
internal static class ZipReader
{
    public static IReadOnlyList<PackageEntry> Read(string zip)
    {
        try
        {
            using var archive = ZipFile.OpenRead(zip);
            // At most the declared size of an entry is read, so this bounds the memory for all entries.
            if (archive.Entries.Sum(entry => (decimal)entry.Length) is var total && total > PackageLimits.MaxUnzippedLength)
            {
                throw new UnreadablePackageException(
                    $"{zip}: it has {SizeRules.MB(total)} unzipped; " +
                    $"the limit is {SizeRules.MB(PackageLimits.MaxUnzippedLength)}. Remove files.");
            }

            return
            [
                .. archive.Entries.Select(
                    entry => new PackageEntry(entry.FullName, entry.ExternalAttributes >>> 16, ReadContent(zip, entry))),
            ];
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UnreadablePackageException(
                $"{zip}: the file does not exist. Build it (layers/build), or correct the path.", e);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException or ArgumentException
            or UnauthorizedAccessException or OverflowException)
        {
            throw new UnreadablePackageException(
                $"{zip}: it cannot be read as a zip file ({e.Message.TrimEnd('.')}). Pack it again.", e);
        }
    }

    private static byte[] ReadContent(string zip, ZipArchiveEntry entry)
    {
        if (entry.IsEncrypted)
            throw new UnreadablePackageException($"{zip}: {entry.FullName}: it is encrypted. Pack it again, without a password.");
        var content = new byte[entry.Length];
        int length;
        bool more;
        try
        {
            using var stream = entry.Open();
            length = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            more = stream.ReadByte() >= 0;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException)
        {
            throw new UnreadablePackageException(
                $"{zip}: {entry.FullName}: it cannot be unpacked ({e.Message.TrimEnd('.')}). Pack it again, stored or deflated.",
                e);
        }

        if (length < content.Length || more)
        {
            throw new UnreadablePackageException(
                $"{zip}: {entry.FullName}: it has {(more ? "more" : "fewer")} than the {content.Length} bytes in the central "
                + "directory. Pack it again.");
        }

        if (Crc32.HashToUInt32(content) != entry.Crc32)
        {
            throw new UnreadablePackageException(
                $"{zip}: {entry.FullName}: its checksum (CRC-32) differs from the central directory's. Pack it again.");
        }

        return content;
    }
}
