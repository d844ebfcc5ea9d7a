using System.Globalization;
using VideoPipeline.Errors;
using VideoPipeline.Imaging;
using VideoPipeline.Search;
using VideoPipeline.Sources.Access;
using VideoPipeline.Stills.Fingerprints;
using VideoPipeline.Storage;

namespace VideoPipeline.Functions.Images;

/// <summary><c>POST /images/find</c>: finds images in the runs that are in the store's index.</summary>
/// <param name="store">The store.</param>
/// <param name="name">The store's name in messages.</param>
/// <param name="time">The clock.</param>
internal sealed class ImageSearch(IStore store, string name, TimeProvider time)
{
    /// <summary>The route.</summary>
    public const string Route = "POST /images/find";

    /// <summary>The time that the response needs.</summary>
    private static readonly TimeSpan s_reserve = TimeSpan.FromSeconds(2);

    /// <summary>Finds images.</summary>
    /// <param name="images">The images of the request.</param>
    /// <param name="remaining">The time until the invocation ends.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <returns>The result of each image; an image that cannot be decoded has an error.</returns>
    /// <exception cref="InvalidInputException">There is no index.</exception>
    /// <exception cref="LimitExceededException">The time is too short.</exception>
    public async Task<FindResult> FindAsync(
        IReadOnlyList<UploadedImage> images, TimeSpan remaining, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        var access = new AccessCounter();
        var limit = remaining > s_reserve ? remaining - s_reserve : TimeSpan.Zero;
        using var deadline = new CancellationTokenSource(limit, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            var queries = images.Select(image => Read(image, linked.Token)).ToArray();
            var metered = new MeteredStore(store, access);
            var index = new FingerprintIndex(metered, time);
            var (runs, found) = await FingerprintIndex.RetryAsync(async () =>
            {
                var opened = await SearchableRuns.OpenIndexedAsync(index, metered, name, linked.Token);
                ImageQuery[] decoded = [.. queries.Select(query => query.Fingerprints).OfType<ImageQuery>()];
                return (opened, await new ImageFinder(opened).FindAsync(decoded, linked.Token));
            });
            var next = 0;
            return new FindResult(
                runs.Runs.Count, runs.Videos, runs.Pictures, time.GetElapsedTime(started).TotalSeconds, access.Count.Bytes,
                access.Count.Requests, [.. queries.Select(query => query.Error ?? ImageResult.Of(query.Name, found[next++]))], [],
                runs.NotIndexed);
        }
        catch (OperationCanceledException e) when (deadline.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            var read = access.Count.Bytes.ToString("N0", CultureInfo.InvariantCulture);
            throw new LimitExceededException(
                $"The search of {name} for {images.Count} images did not end within {limit.TotalSeconds:0} s, in which it read " +
                $"{read} bytes. Send fewer images, or use the command videopipeline find, which has no time limit.", e);
        }
    }

    private static Query Read(UploadedImage image, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            using var picture = ImageReader.Decode(image.Bytes, image.Name);
            return new Query(image.Name, ImageQuery.Of(GrayImage.Of(picture)), null);
        }
        catch (VideoPipelineException failure)
        {
            return new Query(image.Name, null, ImageResult.Of(image.Name, failure));
        }
    }

    private sealed record Query(string Name, ImageQuery? Fingerprints, ImageResult? Error);
}
