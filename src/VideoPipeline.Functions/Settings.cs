using System.Globalization;
using VideoPipeline.Planning;
using VideoPipeline.Sources.Access;
using VideoPipeline.Storage;

namespace VideoPipeline.Functions;

/// <summary>The functions' settings, from environment variables.</summary>
/// <param name="Bucket">The bucket's name.</param>
/// <param name="StoreFolder">The local folder that replaces the bucket; null to use the bucket.</param>
/// <param name="SharedProcessors">The number of processors that all workers share; null if they run on separate machines.</param>
/// <param name="StateMachine">The ARN of the state machine, for functions that start executions.</param>
/// <param name="Addresses">The policy for addresses in inputs.</param>
/// <param name="Account">The ID of the account that must own the bucket; null to not check the owner.</param>
/// <param name="MaxWorkers">The maximum number of ranges that an execution decodes at the same time.</param>
/// <param name="MaxExecutions">The maximum number of executions that run at the same time; more uploads wait.</param>
/// <param name="UploadOptions">The options of all uploads, <c>NAME=VALUE,…</c>; null for none.</param>
/// <param name="RequesterPays">The names of the buckets whose requests this account pays for, separated by commas; null for
/// none.</param>
/// <param name="ApiKey">The key that requests of the HTTP API must contain; null if they need none.</param>
/// <param name="VideoFolder">The folder in which videos of this machine must be; null for any folder.</param>
/// <param name="WorkerMegabytes">The memory of the workers in MB, if they run on separate machines.</param>
internal sealed record Settings(
    string Bucket, string? StoreFolder, int? SharedProcessors, string? StateMachine = null,
    AddressPolicy Addresses = AddressPolicy.PublicHttps, string? Account = null,
    int MaxWorkers = Settings.DefaultMaxWorkers, int MaxExecutions = Settings.DefaultExecutions, string? UploadOptions = null,
    string? RequesterPays = null, string? ApiKey = null, int WorkerMegabytes = RemoteWorker.DefaultMegabytes,
    string? VideoFolder = null)
{
    /// <summary>The environment variable of <see cref="Bucket"/>.</summary>
    public const string BucketVariable = "VIDEOPIPELINE_BUCKET";

    /// <summary>The environment variable of <see cref="StoreFolder"/>.</summary>
    public const string StoreVariable = "VIDEOPIPELINE_STORE";

    /// <summary>The environment variable of <see cref="SharedProcessors"/>.</summary>
    public const string SharedProcessorsVariable = "VIDEOPIPELINE_SHARED_PROCESSORS";

    /// <summary>The environment variable of <see cref="StateMachine"/>.</summary>
    public const string StateMachineVariable = "VIDEOPIPELINE_STATE_MACHINE";

    /// <summary>
    /// The environment variable of <see cref="Addresses"/>: <c>https</c> (the default), <c>http</c> or <see cref="AnyAddress"/>.
    /// </summary>
    public const string AddressesVariable = "VIDEOPIPELINE_ADDRESSES";

    /// <summary>The value of <see cref="AddressesVariable"/> that allows files and private addresses, for local runs.</summary>
    public const string AnyAddress = "any";

    /// <summary>The environment variable of <see cref="Account"/>.</summary>
    public const string AccountVariable = "VIDEOPIPELINE_ACCOUNT";

    /// <summary>The environment variable of <see cref="MaxWorkers"/>.</summary>
    public const string MaxWorkersVariable = "VIDEOPIPELINE_MAX_WORKERS";

    /// <summary>The environment variable of <see cref="MaxExecutions"/>.</summary>
    public const string MaxExecutionsVariable = "VIDEOPIPELINE_MAX_EXECUTIONS";

    /// <summary>The environment variable of <see cref="UploadOptions"/>.</summary>
    public const string UploadOptionsVariable = "VIDEOPIPELINE_UPLOAD_OPTIONS";

    /// <summary>The environment variable of <see cref="RequesterPays"/>.</summary>
    public const string RequesterPaysVariable = "VIDEOPIPELINE_REQUESTER_PAYS";

    /// <summary>The environment variable of <see cref="ApiKey"/>.</summary>
    public const string ApiKeyVariable = "VIDEOPIPELINE_API_KEY";

    /// <summary>The environment variable of <see cref="WorkerMegabytes"/>.</summary>
    public const string WorkerMemoryVariable = "VIDEOPIPELINE_WORKER_MEMORY";

    /// <summary>The environment variable of <see cref="VideoFolder"/>.</summary>
    public const string VideoFolderVariable = "VIDEOPIPELINE_VIDEO_FOLDER";

    /// <summary>The default number of workers where they run on separate machines.</summary>
    public const int DefaultWorkers = 100;

    /// <summary>The default of <see cref="MaxWorkers"/>.</summary>
    public const int DefaultMaxWorkers = 1000;

    /// <summary>The default of <see cref="MaxExecutions"/>.</summary>
    public const int DefaultExecutions = 50;

    /// <summary>Reads the settings from the environment variables.</summary>
    /// <exception cref="InvalidOperationException">The bucket is not set, or a value is invalid.</exception>
    public static Settings FromEnvironment() => new(
        Variable(BucketVariable) ?? throw new InvalidOperationException($"The environment variable {BucketVariable} is not set."),
        Variable(StoreVariable),
        Number(SharedProcessorsVariable),
        Variable(StateMachineVariable),
        Variable(AddressesVariable) switch
        {
            null or "https" => AddressPolicy.PublicHttps,
            "http" => AddressPolicy.PublicHttp,
            AnyAddress => AddressPolicy.AnyAddress,
            var other => throw new InvalidOperationException(
                $"The environment variable {AddressesVariable} must be https, http or {AnyAddress} (got '{other}')."),
        },
        Variable(AccountVariable),
        Number(MaxWorkersVariable) ?? DefaultMaxWorkers,
        Number(MaxExecutionsVariable) ?? DefaultExecutions,
        Variable(UploadOptionsVariable),
        Variable(RequesterPaysVariable),
        Variable(ApiKeyVariable),
        Number(WorkerMemoryVariable) ?? RemoteWorker.DefaultMegabytes,
        Variable(VideoFolderVariable));

    /// <summary>
    /// The folders in which videos of this machine must be, with that of the files which the console receives; null for any.
    /// </summary>
    public IReadOnlyList<string>? VideoFolders => VideoFolder is null ? null
        : StoreFolder is null ? [VideoFolder]
        : [VideoFolder, Path.Combine(StoreFolder, RunKeys.Uploads)];

    /// <summary>The IDs of the accounts that must own buckets, by bucket name; empty if <see cref="Account"/> is null.</summary>
    public IReadOnlyDictionary<string, string> BucketOwners =>
        Account is null ? new Dictionary<string, string>() : new Dictionary<string, string> { [Bucket] = Account };

    /// <summary>The buckets whose requests this account pays for.</summary>
    public IReadOnlySet<string> RequesterPaysBuckets => (RequesterPays ?? "")
        .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);

    /// <summary>The ARN of the state machine.</summary>
    /// <exception cref="InvalidOperationException">It is not set.</exception>
    public string RequiredStateMachine => StateMachine
        ?? throw new InvalidOperationException($"The environment variable {StateMachineVariable} is not set.");

    private static int? Number(string name) =>
        Variable(name) is { } value ? int.Parse(value, CultureInfo.InvariantCulture) : null;

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
