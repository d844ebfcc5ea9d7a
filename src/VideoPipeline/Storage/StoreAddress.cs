using VideoPipeline.Errors;
using VideoPipeline.Sources.S3;
using VideoPipeline.Video;

namespace VideoPipeline.Storage;

/// <summary>The address of a store in a bucket: <c>s3://bucket/</c>, or <c>s3://bucket/prefix/</c>.</summary>
/// <param name="Bucket">The bucket's name.</param>
/// <param name="Prefix">What the keys begin with: empty, or ending with <c>/</c>.</param>
internal sealed record StoreAddress(string Bucket, string Prefix)
{
    private const string Scheme = "s3://";

    /// <summary>Whether a text is the address of a bucket, not a path.</summary>
    public static bool IsAddress(string text) => text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>Parses an address; the last <c>/</c> may be missing.</summary>
    /// <exception cref="InvalidInputException">It has no valid bucket name.</exception>
    public static StoreAddress Parse(string uri)
    {
        // Parsed as the address of a key in the store.
        const string Key = "/runs";
        try
        {
            var address = S3Address.Parse(uri.TrimEnd('/') + Key);
            return new StoreAddress(address.Bucket, address.Key[..^(Key.Length - 1)]);
        }
        catch (InvalidInputException e)
        {
            throw new InvalidInputException(
                $"{AddressText.WithoutSecrets(uri)} has no valid bucket name. Write s3://bucket/ or s3://bucket/prefix/.", e);
        }
    }

    /// <summary>Opens the store.</summary>
    public IStore Open(S3SourceOptions options)
    {
        var store = new S3Store(Bucket, options);
        return Prefix.Length == 0 ? store : new PrefixStore(store, Prefix);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Scheme}{Bucket}/{Prefix}";
}
