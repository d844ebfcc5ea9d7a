using System.Globalization;
using VideoPipeline.Sources.Access;

namespace VideoPipeline.Functions;

/// <summary>What the environment of the functions says.</summary>
/// <param name="Bucket">The bucket's name, which references carry.</param>
/// <param name="StoreFolder">The folder that is the bucket on one machine; null for the bucket itself.</param>
/// <param name="SharedProcessors">Processors that all workers share; null where each worker has a machine of its own.</param>
/// <param name="StateMachine">The ARN of the state machine, for whoever starts executions.</param>
/// <param name="Reach">Where the addresses of inputs may lead.</param>
/// <param name="Account">The account that the bucket must belong to; null where that is not looked at.</param>
public sealed record Settings(
    string Bucket, string? StoreFolder, int? SharedProcessors, string? StateMachine = null, AddressPolicy Reach = AddressPolicy.PublicHttps, string? Account = null)
{
    /// <summary>Name of the variable with <see cref="Bucket"/>.</summary>
    public const string BucketVariable = "VIDEOPIPELINE_BUCKET";

    /// <summary>Name of the variable with <see cref="StoreFolder"/>.</summary>
    public const string StoreVariable = "VIDEOPIPELINE_STORE";

    /// <summary>Name of the variable with <see cref="SharedProcessors"/>.</summary>
    public const string SharedProcessorsVariable = "VIDEOPIPELINE_SHARED_PROCESSORS";

    /// <summary>Name of the variable with <see cref="StateMachine"/>.</summary>
    public const string StateMachineVariable = "VIDEOPIPELINE_STATE_MACHINE";

    /// <summary>
    /// Name of the variable with <see cref="Reach"/>: <c>https</c> (also where it is not set), <c>http</c> or <see cref="AnyAddress"/>.
    /// </summary>
    public const string AddressesVariable = "VIDEOPIPELINE_ADDRESSES";

    /// <summary>The value of <see cref="AddressesVariable"/> on a person's own machine.</summary>
    public const string AnyAddress = "any";

    /// <summary>Name of the variable with <see cref="Account"/>.</summary>
    public const string AccountVariable = "VIDEOPIPELINE_ACCOUNT";

    /// <summary>Workers where neither the input nor the machine says how many.</summary>
    public const int WorkersOfTheirOwn = 100;

    /// <summary>Reads the environment.</summary>
    /// <exception cref="InvalidOperationException">The bucket is missing, or a value is not understood.</exception>
    public static Settings FromEnvironment() => new(
        Variable(BucketVariable) ?? throw new InvalidOperationException($"The environment variable {BucketVariable} is not set."),
        Variable(StoreVariable),
        Variable(SharedProcessorsVariable) is { } processors ? int.Parse(processors, CultureInfo.InvariantCulture) : null,
        Variable(StateMachineVariable),
        Variable(AddressesVariable) switch
        {
            null or "https" => AddressPolicy.PublicHttps,
            "http" => AddressPolicy.PublicHttp,
            AnyAddress => AddressPolicy.AnyAddress,
            var other => throw new InvalidOperationException($"{AddressesVariable} is '{other}'; it may be https, http or {AnyAddress}."),
        },
        Variable(AccountVariable));

    /// <summary>The accounts that buckets must belong to, by name: that of <see cref="Bucket"/>, where it is looked at.</summary>
    public IReadOnlyDictionary<string, string> Owners => Account is null ? new Dictionary<string, string>() : new Dictionary<string, string> { [Bucket] = Account };

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
