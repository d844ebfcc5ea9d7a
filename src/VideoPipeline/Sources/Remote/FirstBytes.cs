using VideoPipeline.Sources.Access;

namespace VideoPipeline.Sources.Remote;

/// <summary>Reads the bytes that are requested on opening.</summary>
internal static class FirstBytes
{
    /// <summary>Reads the response to the request for the first bytes, at most <paramref name="length"/> bytes.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(
        Stream body, long length, RemoteOptions options, AccessCounter access, CancellationToken cancellation)
    {
        var first = new byte[Math.Min(options.FirstBytes, length)];
        var reader = new SteadyReader(options);
        var filled = 0;
        while (filled < first.Length)
        {
            var read = await reader.ReadAsync(body, first.AsMemory(filled), cancellation);
            if (read == 0) break;
            access.AddBytes(read);
            filled += read;
        }
        return first.AsMemory(0, filled);
    }
}
