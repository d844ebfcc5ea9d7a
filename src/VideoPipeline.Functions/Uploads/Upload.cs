using System.Security.Cryptography;
using System.Text;
using VideoPipeline.Errors;
using VideoPipeline.Executions;
using VideoPipeline.Sources.S3;
using VideoPipeline.Video;

namespace VideoPipeline.Functions.Uploads;

/// <summary>An uploaded version of an object, and the execution that analyzes it.</summary>
/// <param name="Bucket">The bucket's name.</param>
/// <param name="Key">The object's key.</param>
/// <param name="VersionId">The version ID; null if the bucket is not versioned.</param>
/// <param name="Sequencer">Identifies the write if there is no version ID.</param>
internal sealed record Upload(string Bucket, string Key, string? VersionId, string? Sequencer)
{
    private const int HashDigits = 32;

    /// <summary>The upload that an event reports.</summary>
    public static Upload Of(ObjectCreated created)
    {
        var (bucket, item) = (created.Detail.Bucket.Name, created.Detail.Object);
        return new Upload(bucket, item.Key, item.VersionId, item.Sequencer);
    }

    /// <summary>The execution's input, which names this version.</summary>
    /// <exception cref="InvalidInputException">The key cannot be expressed as an <c>s3://</c> address.</exception>
    public ExecutionInput Input => new() { Video = S3Uri.Format(Bucket, Key, VersionId) };

    /// <summary>
    /// The execution's name: the same for repeated deliveries of an event, different for each bucket, key and version. At most 80
    /// letters, digits, <c>-</c> and <c>_</c>, the characters that CloudWatch Logs supports in execution names.
    /// </summary>
    public string ExecutionName
    {
        get
        {
            // None of the three contains NUL, so the joined text is unambiguous.
            var identity = SHA256.HashData(Encoding.UTF8.GetBytes($"{Bucket}\0{Key}\0{VersionId ?? Sequencer}"));
            return $"{VideoStem.Of(Key)}-{Convert.ToHexStringLower(identity)[..HashDigits]}";
        }
    }
}
