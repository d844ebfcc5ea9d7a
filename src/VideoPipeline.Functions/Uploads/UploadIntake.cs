using System.Text.Json;
using VideoPipeline.Errors;
using VideoPipeline.Executions;

namespace VideoPipeline.Functions.Uploads;

/// <summary>Reads uploads whose executions may be queued. Records in <c>rejected/</c> why another may not.</summary>
/// <param name="rejections">The files in <c>rejected/</c>.</param>
/// <param name="reader">Reads the uploads.</param>
/// <param name="bucket">The name of their bucket.</param>
internal sealed class UploadIntake(Rejections rejections, UploadReader reader, string bucket)
{
    /// <summary>Reads an upload; null if it starts nothing (<see cref="UploadReader"/>).</summary>
    /// <exception cref="VideoPipelineException">
    /// It cannot be read, or its options are invalid; the reason is recorded. Or, if <see cref="TransientError.Is"/>, a
    /// repetition may succeed.
    /// </exception>
    public async Task<Upload?> ReadAsync(CreatedObject item, CancellationToken cancellation)
    {
        try
        {
            var upload = await reader.ReadAsync(item, cancellation);
            if (upload is not null) ExecutionInput.Parse(JsonSerializer.SerializeToElement(upload.Input));
            return upload;
        }
        catch (Exception reason) when (!TransientError.Is(reason))
        {
            await rejections.AddAsync(new Upload(bucket, item.Key, item.VersionId, item.ETag), reason, cancellation);
            throw;
        }
    }
}
