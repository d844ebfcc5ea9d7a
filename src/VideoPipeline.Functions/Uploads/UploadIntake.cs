using System.Text.Json;
using VideoPipeline.Errors;
using VideoPipeline.Executions;
using VideoPipeline.Functions.Completions;
using VideoPipeline.Storage;

namespace VideoPipeline.Functions.Uploads;

/// <summary>Reads uploads whose executions may be queued. Records in <c>rejected/</c> why one with invalid options may not.</summary>
/// <param name="store">The store.</param>
/// <param name="reader">Reads the uploads.</param>
/// <param name="bucket">The name of their bucket.</param>
internal sealed class UploadIntake(IStore store, UploadReader reader, string bucket)
{
    /// <summary>Reads an upload; null if it starts nothing (<see cref="UploadReader"/>).</summary>
    /// <exception cref="InvalidInputException">Its options are invalid. The reason is recorded.</exception>
    public async Task<Upload?> ReadAsync(CreatedObject item, CancellationToken cancellation)
    {
        try
        {
            var upload = await reader.ReadAsync(item, cancellation);
            if (upload is not null) ExecutionInput.Parse(JsonSerializer.SerializeToElement(upload.Input));
            return upload;
        }
        catch (InvalidInputException invalid)
        {
            var name = new Upload(bucket, item.Key, item.VersionId, item.ETag).ExecutionName;
            var record = new FailureRecord { Error = nameof(InvalidInputException), Cause = invalid.Message };
            await FailureRecords.WriteAsync(store, RunKeys.Rejected(name), record, cancellation);
            throw;
        }
    }
}
