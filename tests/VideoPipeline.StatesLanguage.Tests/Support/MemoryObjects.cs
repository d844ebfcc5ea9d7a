using System.Runtime.CompilerServices;
using System.Text;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Maps;

namespace VideoPipeline.StatesLanguage.Tests.Support;

/// <summary>An object store in memory.</summary>
internal sealed class MemoryObjects : IObjectStore
{
    private readonly SortedDictionary<(string Bucket, string Key), byte[]> _objects = [];

    public IEnumerable<string> Keys => _objects.Keys.Select(name => name.Key);

    public MemoryObjects With(string bucket, string key, byte[] content)
    {
        _objects[(bucket, key)] = content;
        return this;
    }

    public MemoryObjects With(string bucket, string key, string content)
    {
        _objects[(bucket, key)] = Encoding.UTF8.GetBytes(content);
        return this;
    }

    public JsonData Json(string bucket, string key) => JsonData.Parse(Encoding.UTF8.GetString(_objects[(bucket, key)]));

    public string Text(string bucket, string key) => Encoding.UTF8.GetString(_objects[(bucket, key)]);

    public Task<Stream> GetAsync(string bucket, string key, CancellationToken cancellation) =>
        _objects.TryGetValue((bucket, key), out var content)
            ? Task.FromResult<Stream>(new MemoryStream(content))
            : throw new FileNotFoundException($"The specified key does not exist: {key}");

    public Task PutAsync(string bucket, string key, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        _objects[(bucket, key)] = content.ToArray();
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<StoredObject> ListAsync(
        string bucket, string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        foreach (var ((inBucket, key), content) in _objects)
        {
            if (inBucket == bucket && key.StartsWith(prefix, StringComparison.Ordinal))
            {
                yield return new StoredObject(key, content.Length, $"<Etag-{key}>", DateTimeOffset.UnixEpoch);
            }
        }
    }
}
