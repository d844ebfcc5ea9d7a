using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Xunit;

namespace VideoPipeline.Testing.S3;

/// <summary>
/// A real S3 server on 127.0.0.1 (Ceph RADOS Gateway), which checks signatures, ranges and preconditions. Shared by a test
/// collection. It exits with the test process, even if that is killed.
/// </summary>
public sealed class S3TestServer : IAsyncLifetime
{
    private const int MaxAttempts = 3;

    private readonly TemporaryFolder _folder = new();
    private int _port;
    private Process? _process;

    /// <summary>The credentials of the server.</summary>
    public BasicAWSCredentials Credentials { get; } = new("test", RandomNumberGenerator.GetHexString(40));

    /// <summary>The endpoint URL.</summary>
    public string Endpoint => $"http://127.0.0.1:{_port}";

    /// <summary>A client with default settings, to prepare test data.</summary>
    public IAmazonS3 Client { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (S3FactAttribute.SkipReason is not null) return; // the tests are skipped
        for (var attempt = 1; ; attempt++)
        {
            if (await StartAsync() is not { } errors) break;
            // The port is bound some seconds after it was found free; another program may take it meanwhile.
            if (attempt == MaxAttempts || !errors.Contains("Address already in use", StringComparison.Ordinal))
                throw new InvalidOperationException("radosgw did not start: " + errors);
        }

        Client = new AmazonS3Client(Credentials, new AmazonS3Config
        {
            ServiceURL = Endpoint,
            ForcePathStyle = true,
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
        });
    }

    // Returns the errors if it did not start.
    private async Task<string?> StartAsync()
    {
        _port = FreePort();
        var folder = Directory.CreateDirectory(_folder.File($"{_port}")).FullName;
        var start = new ProcessStartInfo(
            Path.Combine(Repository.Root, "tests/Testing/S3/radosgw-serve"),
            [
                folder, _port.ToString(CultureInfo.InvariantCulture), FreePort().ToString(CultureInfo.InvariantCulture),
                Credentials.GetCredentials().AccessKey, Credentials.GetCredentials().SecretKey,
            ])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        return await _process.StandardOutput.ReadLineAsync() == "ready" ? null : await _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Creates a bucket with a unique name.</summary>
    public async Task<string> CreateBucketAsync()
    {
        var bucket = $"bucket-{Guid.NewGuid():N}";
        await Client.PutBucketAsync(bucket);
        return bucket;
    }

    /// <summary>Writes an object and returns its version ID, if the bucket has versioning.</summary>
    public async Task<string?> PutAsync(string bucket, string key, byte[] content)
    {
        using var body = new MemoryStream(content);
        var request = new PutObjectRequest { BucketName = bucket, Key = key, InputStream = body };
        return (await Client.PutObjectAsync(request)).VersionId;
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_process is not null)
        {
            Client?.Dispose();
            _process.StandardInput.Close();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }
        _folder.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
