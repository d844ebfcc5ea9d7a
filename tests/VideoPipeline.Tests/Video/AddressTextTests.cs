using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Video;

public sealed class AddressTextTests
{
    private const string Secret = "SECRET";

    private static readonly string[] s_names =
        ["key", "token", "X-Amz-Signature", "x-amz-security-token", "Signature", "AWSAccessKeyId", ""];

    [Theory]
    [InlineData("https://user:secret@host:8080/a.mp4", "https://host:8080/a.mp4")]
    [InlineData("https://user:p@ss@host/a.mp4", "https://host/a.mp4")]
    [InlineData("https://user:se/cret@host/a.mp4", "https://…")]
    [InlineData("https://user:secret@[::1]:8080/a.mp4", "https://[::1]:8080/a.mp4")]
    [InlineData("https://host/a.mp4?X-Amz-Signature=secret", "https://host/a.mp4?…")]
    [InlineData("https://host/a.mp4#secret", "https://host/a.mp4#…")]
    [InlineData("https://host?key=secret", "https://host?…")]
    [InlineData("https://host/a@b.mp4", "https://host/a@b.mp4")]
    [InlineData("https://host/a.mp4%3FX-Amz-Signature=secret", "https://host/a.mp4%3F…")]
    [InlineData("https://host/a.mp4%3ftoken=secret", "https://host/a.mp4%3f…")]
    [InlineData("https://host/what%3F/a.mp4", "https://host/what%3F/a.mp4")]
    [InlineData("http://user:secret@", "http://")]
    [InlineData("https:/x@//user:secret@host", "https:///host")]
    [InlineData("https:///user:secret@host/a.mp4", "https:///host/a.mp4")]
    [InlineData("file:///films/me@home.mp4", "file:///films/me@home.mp4")]
    [InlineData("https:/user:secret@host/a.mp4?key=secret", "https:/host/a.mp4?…")]
    [InlineData("'https://user:secret@host/a.mp4?key=secret'", "'https://host/a.mp4?…")]
    [InlineData("/films/https:/user:secret@host/a.mp4?key=secret", "/films/https:/host/a.mp4?…")]
    [InlineData("/videos/user:secret@host?.mp4", "/videos/user:secret@host?.mp4")]
    [InlineData("/videos/a.mp4?X-Amz-Signature=secret", "/videos/a.mp4?…")]
    [InlineData("s3://bucket/what?.mp4", "s3://bucket/what?.mp4")]
    [InlineData("s3://bucket/a.mp4?versionId=3HL4kqtJ", "s3://bucket/a.mp4?versionId=3HL4kqtJ")]
    [InlineData("s3://bucket/a.mp4?partNumber=1&X-Amz-Signature=secret", "s3://bucket/a.mp4?…")]
    [InlineData("s3://bucket/a.mp4?AWSAccessKeyId=AKIA&Signature=secret", "s3://bucket/a.mp4?…")]
    [InlineData("s3://AKIA:secret@bucket/a.mp4", "s3://bucket/a.mp4")]
    [InlineData("file://user:secret@host/a?b.mp4", "file://host/a?b.mp4")]
    public void WithoutSecrets_Address_HasNoCredentials(string address, string expected) =>
        Assert.Equal(expected, AddressText.WithoutSecrets(address));

    [Theory]
    [InlineData("Open https://host/a.mp4?key=secret (403)", "Open https://host/a.mp4?… (403)")]
    [InlineData("https://host/a.mp4?…: the connection failed", "https://host/a.mp4?…: the connection failed")]
    [InlineData("""{"video":"https://u:secret@host/a?x=secret","x":1}""", """{"video":"https://host/a?…","x":1}""")]
    [InlineData("GET /a.mp4?X-Amz-Signature=secret HTTP/1.1", "GET /a.mp4?… HTTP/1.1")]
    [InlineData("Write https://host/path or s3://bucket/key.", "Write https://host/path or s3://bucket/key.")]
    [InlineData("note: see /a/b: it is empty", "note: see /a/b: it is empty")]
    [InlineData("arn:aws:states:us-east-1:000000000000:execution:a:b", "arn:aws:states:us-east-1:000000000000:execution:a:b")]
    public void WithoutSecretsWithin_Text_HasNoCredentials(string text, string expected) =>
        Assert.Equal(expected, AddressText.WithoutSecretsWithin(text));

    [Property(MaxTest = 1000)]
    public Property WithoutSecrets_AnyText_IsAFixedPoint() => Prop.ForAll(AnyText, text =>
        AddressText.WithoutSecrets(text) is var shown && AddressText.WithoutSecrets(shown) == shown);

    [Property(MaxTest = 1000)]
    public Property WithoutSecretsWithin_AnyText_IsAFixedPoint() => Prop.ForAll(AnyText, text =>
        AddressText.WithoutSecretsWithin(text) is var shown && AddressText.WithoutSecretsWithin(shown) == shown);

    [Property]
    public Property WithoutSecrets_AnyWebAddress_HasNeitherUserInfoNorQuery() => Prop.ForAll(AnySignedAddress, address =>
        !AddressText.WithoutSecrets(address).Contains(Secret));

    [Property]
    public Property WithoutSecretsWithin_AnyWebAddressInASentence_HasNeitherUserInfoNorQuery() => Prop.ForAll(
        AnySignedAddress.Filter(address => !address.Any(c => char.IsWhiteSpace(c) || c is '"' or '<' or '>')), address =>
            !AddressText.WithoutSecretsWithin($"It cannot be read ({address}): 403.").Contains(Secret));

    // Addresses of all kinds, and texts that resemble them.
    private static Arbitrary<string> AnyText => (
        from parts in Gen.Elements(
            "http", "https", "s3", "file", "x", ":", "/", "//", "://", "\\", "@", "?", "#", "…", " ", ".", "%3F", "&", "[", "]",
            "80", "host", "=", "X-Amz-Signature", "Signature", "'", "\"").ListOf()
        select string.Concat(parts)).ToArbitrary();

    // The secret is in the user name, the password, the query or the fragment.
    private static Arbitrary<string> AnySignedAddress => (
        from scheme in Gen.Elements("http", "https", "HTTPS", "ftp")
        from before in AnyWord("/?#\\:")
        from after in AnyWord("/?#")
        from host in Gen.Elements("host", "host:8080", "[::1]:80", "127.0.0.1")
        from path in AnyWord("?#")
        from name in Gen.Elements(s_names)
        from mark in Gen.Elements('?', '#')
        from place in Gen.Choose(0, 2)
        select place switch
        {
            0 => $"{scheme}://{before}{Secret}:{after}@{host}/{path}",
            1 => $"{scheme}://{before}:{after}{Secret}@{host}/{path}",
            _ => $"{scheme}://{host}/{path}{mark}{name}={after}{Secret}",
        }).ToArbitrary();

    private static Gen<string> AnyWord(string excluded) =>
        from text in ArbMap.Default.GeneratorFor<NonNull<string>>()
        select string.Concat(text.Get.Where(c => !excluded.Contains(c)));
}
