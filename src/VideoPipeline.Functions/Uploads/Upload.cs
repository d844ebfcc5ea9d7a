using System.Security.Cryptography;
using System.Text;
using VideoPipeline.Errors;
using VideoPipeline.Executions;
using VideoPipeline.Sources.S3;
using VideoPipeline.Video;

namespace VideoPipeline.Functions.Uploads;

/// <summary>One version of one object that was uploaded, and the execution that looks at it.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">The key.</param>
/// <param name="VersionId">The version; null where the bucket keeps none.</param>
/// <param name="Sequencer">What tells one write from the next where there is no version.</param>
public sealed record Upload(string Bucket, string Key, string? VersionId, string? Sequencer)
{
    private const int HashDigits = 32;

    /// <summary>What an event tells of.</summary>
    public static Upload Of(ObjectCreated created)
    {
        var (bucket, item) = (created.Detail.Bucket.Name, created.Detail.Object);
        return new Upload(bucket, item.Key, item.VersionId, item.Sequencer);
    }

    /// <summary>The execution's input: this version and no later one.</summary>
    /// <exception cref="InvalidInputException">No address can name the object.</exception>
    public ExecutionInput Input => new() { Video = S3Uri.Of(Bucket, Key, VersionId) };

    /// <summary>
    /// The execution's name: the same each time that the event is delivered, another for each bucket, key and version. Letters,
    /// digits, <c>-</c> and <c>_</c>, which CloudWatch logs under; 80 at most.
    /// </summary>
    public string ExecutionName
    {
        get
        {
            // None of the three holds the character 0, so no two uploads are joined to the same text.
            var identity = SHA256.HashData(Encoding.UTF8.GetBytes($"{Bucket}\0{Key}\0{VersionId ?? Sequencer}"));
            return $"{VideoStem.Of(Key)}-{Convert.ToHexStringLower(identity)[..HashDigits]}";
        }
    }
}
