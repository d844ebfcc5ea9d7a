namespace VideoPipeline.StatesLanguage.Maps;

/// <summary>Objects in buckets: what an ItemReader reads and a ResultWriter writes.</summary>
/// <remarks>Whatever an implementation throws fails the Map Run as States.ItemReaderFailed or States.ResultWriterFailed
/// with the exception's message as the cause.</remarks>
public interface IObjectStore
{
    /// <summary>Opens an object for reading; the caller disposes the stream.</summary>
    Task<Stream> GetAsync(string bucket, string key, CancellationToken cancellation);

    /// <summary>Writes an object whole, in place of one with the same key.</summary>
    Task PutAsync(string bucket, string key, ReadOnlyMemory<byte> content, CancellationToken cancellation);

    /// <summary>Lists the objects whose keys start with a prefix, in the order of their keys.</summary>
    IAsyncEnumerable<StoredObject> ListAsync(string bucket, string prefix, CancellationToken cancellation);
}

/// <summary>An object as a listing shows it.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="ETag">With its quotes, as S3 returns it.</param>
public sealed record StoredObject(
    string Key, long Size, string ETag, DateTimeOffset LastModified, string StorageClass = "STANDARD");
