namespace VideoPipeline.Sources.Access;

/// <summary>Counts requests and bytes. Safe for concurrent use.</summary>
internal sealed class AccessCounter
{
    private long _bytes;
    private long _requests;

    public AccessCount Count => new(Interlocked.Read(ref _bytes), Interlocked.Read(ref _requests));

    public void AddRequest() => Interlocked.Increment(ref _requests);

    public void AddBytes(long bytes) => Interlocked.Add(ref _bytes, bytes);
}
