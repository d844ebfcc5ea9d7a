namespace VideoPipeline.StatesLanguage.Maps;

/// <summary>An object store like S3, from which ItemReader reads and to which ResultWriter writes.</summary>
/// <remarks>Any exception fails the Map Run with States.ItemReaderFailed or States.ResultWriterFailed and with the
/// exception's message as the cause.</remarks>
public interface IObjectStore
{
    /// <summary>Opens an object for reading; the caller disposes the stream.</summary>
    Task<Stream> GetAsync(string bucket, string key, CancellationToken cancellation);

    /// <summary>Writes an object, replacing an existing one with the same key.</summary>
    Task PutAsync(string bucket, string key, ReadOnlyMemory<byte> content, CancellationToken cancellation);

    /// <summary>Lists the objects whose keys start with a prefix, sorted by key.</summary>
    IAsyncEnumerable<StoredObject> ListAsync(string bucket, string prefix, CancellationToken cancellation);
}

/// <summary>An object in a listing.</summary>
/// <param name="Size">The size in bytes.</param>
/// <param name="ETag">The ETag including its quotes, as S3 returns it.</param>
public sealed record StoredObject(
    string Key, long Size, string ETag, DateTimeOffset LastModified, string StorageClass = "STANDARD");
