namespace VideoPipeline.Sources.Access;

/// <summary>
/// Which addresses an input may name. The user's own machine allows all. A deployment that takes inputs from others must prevent
/// server-side request forgery: access to its files, its private network, and its role's credentials (169.254.169.254).
/// </summary>
internal enum AddressPolicy
{
    /// <summary>Files, and web servers at any address.</summary>
    AnyAddress,

    /// <summary>Web servers with a public address, over <c>http://</c> and <c>https://</c>; no files.</summary>
    PublicHttp,

    /// <summary>Web servers with a public address, over <c>https://</c>; no files.</summary>
    PublicHttps,
}
