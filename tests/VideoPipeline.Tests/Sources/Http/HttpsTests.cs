using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using VideoPipeline.Errors;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Tests.Sources.Http;

public class HttpsTests : HttpSourceTestBase
{
    [Fact]
    public async Task OpenAsync_UntrustedCertificate_ThrowsAccessDeniedWithoutRetry()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await using var server = await RangeServer.StartAsync(Folder.Root, certificate);

        var failure = await Assert.ThrowsAsync<VideoAccessDeniedException>(() => OpenAsync(server.Address("a.mp4")));

        Assert.Contains("certificate", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Time.Delays);
    }
}
