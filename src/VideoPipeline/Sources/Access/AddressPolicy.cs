namespace VideoPipeline.Sources.Access;

/// <summary>
/// Where addresses may lead that somebody else names. On a person's own machine everywhere; where inputs come from others, not to
/// what only that machine can see: its files, its network, the credentials of its role (169.254.169.254).
/// </summary>
public enum AddressPolicy
{
    /// <summary>Files, and web servers wherever they are.</summary>
    AnyAddress,

    /// <summary>Web servers with a public address, by <c>http://</c> and <c>https://</c>; no files.</summary>
    PublicHttp,

    /// <summary>Web servers with a public address, by <c>https://</c>; no files.</summary>
    PublicHttps,
}
