using VideoPipeline.Errors;
using VideoPipeline.Functions.Completions;
using VideoPipeline.Storage;
using VideoPipeline.Video;

namespace VideoPipeline.Functions.Uploads;

/// <summary>The files in <c>rejected/</c>, each of which says why an object started nothing, and what to do.</summary>
/// <param name="store">The store.</param>
internal sealed class Rejections(IStore store)
{
    /// <summary>Records why an object was rejected.</summary>
    /// <param name="rejected">The object; its <see cref="Upload.ExecutionName"/> is the name of the file.</param>
    /// <param name="reason">The reason.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <exception cref="SourceUnavailableException">The reason could not be recorded, so the event must not be lost.</exception>
    public async Task AddAsync(Upload rejected, Exception reason, CancellationToken cancellation)
    {
        var record = new FailureRecord
        {
            Error = reason.GetType().Name,
            Cause = AddressText.WithoutSecretsWithin(reason.Message),
        };
        try
        {
            await FailureRecords.WriteAsync(store, RunKeys.Rejected(rejected.ExecutionName), record, cancellation);
        }
        catch (InvalidInputException unusable)
        {
            throw new SourceUnavailableException(
                $"{rejected.Key} was rejected, but the reason could not be recorded: {unusable.Message}", unusable);
        }
    }

    /// <summary>Copies an invalid ticket to <c>rejected/</c>, beside the reason; it is still to be removed.</summary>
    public async Task AddTicketAsync(string bucket, string key, Exception reason, CancellationToken cancellation)
    {
        var rejected = new Upload(bucket, key, null, null);
        await AddAsync(rejected, reason, cancellation);
        try
        {
            if (await store.GetBytesAsync(key, cancellation) is { } content)
                await store.PutBytesAsync(RunKeys.RejectedTicket(rejected.ExecutionName), content, cancellation);
        }
        catch (InvalidInputException)
        {
            // It is archived, say, which is why it was rejected. The versions of the bucket keep it for a day.
        }
    }
}
