using System.Text.Json;
using VideoPipeline.Testing;
using VideoPipeline.Testing.S3;
using Xunit;

namespace VideoPipeline.EndToEnd;

/// <summary>The S3 server that the tests of the collection share.</summary>
[CollectionDefinition(Name)]
public sealed class S3Server : ICollectionFixture<S3TestServer>
{
    public const string Name = "S3";
}

/// <summary>Reads videos from a bucket, with the standard AWS configuration.</summary>
[Collection(S3Server.Name)]
public sealed class S3Tests : IDisposable
{
    private const string Key = "films 2026/a+b%20é.mp4";

    private readonly S3TestServer _server;
    private readonly Command _command = new();

    public S3Tests(S3TestServer server)
    {
        _server = server;
        Configure(server.Credentials.GetCredentials().SecretKey);
    }

    public void Dispose() => _command.Dispose();

    [S3Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_FromABucket_SameBytesAsFromAFile(bool isolated)
    {
        var video = await NumberedVideo.GetByName("h264-open.mp4").FileAsync();
        var address = await UploadAsync(video);
        await AssertSucceedsAsync("run", CopyAs(Key, video), "--out", "file");
        await AssertSucceedsAsync(
            ["run", address, "--frames-per-range", "30", "--out", "s3", .. isolated ? (string[])["--isolated"] : []]);
        ResultFiles.AssertSame(Path.Combine(_command.Folder, "file"), Path.Combine(_command.Folder, "s3"));
        using var run = JsonDocument.Parse(Result("s3", "run.json"));
        Assert.Equal(address, run.RootElement.GetProperty("video").GetProperty("uri").GetString());
        // The boxes, the samples and the guards need little more than the bytes of the file.
        var access = run.RootElement.GetProperty("access");
        Assert.InRange(access.GetProperty("decode").GetProperty("bytes").GetInt64(), 1, 2 * new FileInfo(video).Length);
        Assert.InRange(access.GetProperty("index").GetProperty("requests").GetInt64(), 1, 3);
    }

    [S3Theory]
    [InlineData("h264-editlist.mov")]
    [InlineData("hevc-closed.frag.mp4")]
    [InlineData("vp9.webm")]
    public async Task Frames_FromABucket_EqualTheSequentialDecode(string name)
    {
        var video = await NumberedVideo.GetByName(name).FileAsync();
        var sequential = await SequentialDecode.FramesAsync(video);
        var outcome = await _command.RunAsync("frames", await UploadAsync(video), "--frames", "20:60", "--as", "md5");
        Assert.Equal(
            sequential.Skip(20).Take(40).Select((frame, i) => $"{20 + i},{frame.Pts},{frame.Md5}"),
            outcome.Output.Split('\n').Where(line => line.Length > 0 && line[0] != '#'));
    }

    [S3Fact]
    public async Task Run_Prefix_SameBytesAsFromTheFiles()
    {
        var bucket = await _server.CreateBucketAsync();
        var videos = new Dictionary<string, string>
        {
            [Key] = await NumberedVideo.GetByName("h264-open.mp4").FileAsync(),
            ["films 2026/deeper/[b] ü.TS"] = await NumberedVideo.GetByName("h264-closed.ts").FileAsync(),
        };
        foreach (var (key, file) in videos) await _server.PutAsync(bucket, key, await File.ReadAllBytesAsync(file));
        await _server.PutAsync(bucket, "films 2026/", []);
        await _server.PutAsync(bucket, "films 2026/notes.txt", "no video"u8.ToArray());
        await _server.PutAsync(bucket, "films 2026.mp4", await File.ReadAllBytesAsync(videos[Key]));

        var outcome = await _command.RunAsync("run", $"s3://{bucket}/films 2026/", "--out", "s3");

        Assert.True(outcome.ExitCode == 0, outcome.Errors);
        Assert.Contains("not videos by their names: 1 .txt.", outcome.Errors, StringComparison.Ordinal);
        string[] names = ["[b] ü", "a+b%20é"];
        Assert.Equal(names, Directory.EnumerateDirectories(Path.Combine(_command.Folder, "s3")).Select(Path.GetFileName).Order(
            StringComparer.Ordinal));
        foreach (var (name, key) in names.Zip(["films 2026/deeper/[b] ü.TS", Key]))
        {
            await AssertSucceedsAsync("run", CopyAs(key, videos[key]), "--out", name);
            ResultFiles.AssertSame(Path.Combine(_command.Folder, name), Path.Combine(_command.Folder, "s3", name));
        }
    }

    [S3Fact]
    public async Task Run_EmptyPrefix_SaysSo()
    {
        var bucket = await _server.CreateBucketAsync();
        var outcome = await _command.RunAsync("run", $"s3://{bucket}/none/");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains($"s3://{bucket}/none/ has no files.", outcome.Errors, StringComparison.Ordinal);
    }

    [S3Fact]
    public async Task Index_MissingBucket_NotFound()
    {
        var outcome = await _command.RunAsync("index", "s3://no-such-bucket-here/film.mp4");
        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith("error: VideoNotFoundException: s3://no-such-bucket-here/film.mp4", outcome.Errors);
    }

    [S3Fact]
    public async Task Run_WrongSecret_AccessDenied()
    {
        var address = await UploadAsync(await NumberedVideo.GetByName("h264-open.mp4").FileAsync());
        Configure("wrong");
        var outcome = await _command.RunAsync("run", address);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("error: VideoAccessDeniedException: ", outcome.Errors);
    }

    [S3Fact]
    public async Task Find_InABucket_SameOccurrencesAsLocally()
    {
        var video = await NumberedVideo.GetByName("h264-open.mp4").FileAsync();
        await AssertSucceedsAsync("run", video, "--fingerprint");
        await AssertSucceedsAsync("frames", video, "--frames", "20:21", "--as", "png", "--out", "images");
        var image = Directory.EnumerateFiles(Path.Combine(_command.Folder, "images")).Single();
        var (bucket, store) = (await _server.CreateBucketAsync(), _command.Store);
        foreach (var file in Directory.EnumerateFiles(store, "*", SearchOption.AllDirectories))
        {
            var key = $"films/{Path.GetRelativePath(store, file)}";
            await _server.PutAsync(bucket, key, await File.ReadAllBytesAsync(file));
        }

        var local = JsonDocument.Parse((await _command.RunAsync("find", image, "--json")).Output).RootElement;
        var remote = await _command.RunAsync("find", image, "--in", $"s3://{bucket}/films/", "--json");

        Assert.True(remote.ExitCode == 0, remote.Errors);
        var found = JsonDocument.Parse(remote.Output).RootElement;
        Assert.Equal(local.GetProperty("images").ToString(), found.GetProperty("images").ToString());
        Assert.True(found.GetProperty("images")[0].GetProperty("found").GetBoolean());
        Assert.InRange(found.GetProperty("bytes").GetInt64(), 1, 1 << 20);
        var text = await _command.RunAsync("find", image, "--in", $"s3://{bucket}/films");
        Assert.Matches("s, [0-9,]+ bytes in [0-9,]+ requests", text.Output);
    }

    [S3Theory]
    [InlineData("s3://no-such-bucket-here/", "no-such-bucket-here cannot be used")]
    [InlineData("s3://BUCKET/", "s3://BUCKET/ has no search index")]
    [InlineData("s3://_/", "no valid bucket name")]
    [InlineData("s3://BUCKET/ other", "searched as a whole")]
    public async Task Find_InAWrongPlace_SaysWhatAndWhere(string place, string message)
    {
        var bucket = await _server.CreateBucketAsync();
        var image = Path.Combine(_command.Folder, "a.png");
        Ffmpeg.Run("-f", "lavfi", "-i", "testsrc=s=64x64", "-frames:v", "1", image);
        var arguments = place.Replace("BUCKET", bucket, StringComparison.Ordinal).Split(' ');
        var outcome = await _command.RunAsync(["find", image, "--in", .. arguments]);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("error: InvalidInputException: ", outcome.Errors);
        Assert.Contains(message.Replace("BUCKET", bucket, StringComparison.Ordinal), outcome.Errors);
    }

    [S3Fact]
    public async Task Find_WrongSecret_SaysWhatIsNeeded()
    {
        var image = Path.Combine(_command.Folder, "a.png");
        Ffmpeg.Run("-f", "lavfi", "-i", "testsrc=s=64x64", "-frames:v", "1", image);
        var bucket = await _server.CreateBucketAsync();
        Configure("wrong");
        var outcome = await _command.RunAsync("find", image, "--in", $"s3://{bucket}/");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("s3:GetObject and s3:ListBucket", outcome.Errors);
    }

    private void Configure(string secret)
    {
        _command.Environment["AWS_ENDPOINT_URL_S3"] = _server.Endpoint;
        _command.Environment["AWS_ACCESS_KEY_ID"] = _server.Credentials.GetCredentials().AccessKey;
        _command.Environment["AWS_SECRET_ACCESS_KEY"] = secret;
        _command.Environment["AWS_REGION"] = "eu-west-1";
    }

    // The summary has the name of the video.
    private string CopyAs(string key, string video)
    {
        var file = Path.Combine(_command.Folder, Path.GetFileName(key));
        File.Copy(video, file);
        return file;
    }

    private async Task<string> UploadAsync(string video)
    {
        var bucket = await _server.CreateBucketAsync();
        await _server.PutAsync(bucket, Key, await File.ReadAllBytesAsync(video));
        return $"s3://{bucket}/{Key}";
    }

    private async Task AssertSucceedsAsync(params string[] arguments)
    {
        var outcome = await _command.RunAsync(arguments);
        Assert.True(outcome.ExitCode == 0, outcome.Errors);
    }

    private byte[] Result(string folder, string name) => File.ReadAllBytes(Path.Combine(_command.Folder, folder, name));
}
