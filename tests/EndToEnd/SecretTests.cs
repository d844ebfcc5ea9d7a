using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.EndToEnd;

/// <summary>
/// The credentials in an address are in nothing that a command prints, logs or stores, whether it succeeds or not.
/// </summary>
public sealed class SecretTests : IAsyncLifetime
{
    private const string Secret = "SECRET";
    private const string Machine = "arn:aws:states:us-east-1:000000000000:stateMachine:videopipeline";

    private readonly Command _command = new();
    private readonly TemporaryFolder _served = new();
    private RangeServer? _server;

    public async Task InitializeAsync()
    {
        var film = await File.ReadAllBytesAsync(await NumberedVideo.GetByName("h264-closed.mp4").FileAsync());
        _served.Write("film.mp4", film);
        _served.Write("truncated.mp4", film.AsSpan(0, film.Length / 2));
        _served.Write("notes.mp4", "Not a video at all."u8);
        // The frames in the middle cannot be decoded; the boxes are whole.
        film.AsSpan(film.Length / 2, film.Length / 10).Fill(0xFF);
        _served.Write("damaged.mp4", film);
        Ffmpeg.Run("-f", "lavfi", "-i", "testsrc2=s=320x240", "-frames:v", "1", _served.File("photo.png"));
        _server = await RangeServer.StartAsync(_served.Root);
        _command.Environment["VIDEOPIPELINE_DEBUG"] = "1";
    }

    public async Task DisposeAsync()
    {
        await _server!.DisposeAsync();
        _served.Dispose();
        _command.Dispose();
    }

    [Theory]
    [InlineData("run --fingerprint --frames-per-range 24 --out out", "film.mp4")]
    [InlineData("run --json --step", "film.mp4")]
    [InlineData("run --isolated", "film.mp4")]
    [InlineData("frames --at 0,100 --as png --json --out frames", "film.mp4")]
    [InlineData("index", "film.mp4")]
    [InlineData("index --json", "film.mp4")]
    [InlineData("plan", "film.mp4")]
    [InlineData("plan --json", "film.mp4")]
    [InlineData("fingerprint --out prints", "photo.png")]
    public async Task Command_SignedAddress_ShowsAndKeepsNoSecret(string command, string file)
    {
        _command.Input = "n\nc\n"; // of --step
        var outcome = await _command.RunAsync([.. command.Split(' '), Signed(file)]);

        Assert.True(outcome.ExitCode == 0, outcome.Errors);
        Assert.All(_server!.Requests, request => Assert.Equal(
            ("Basic dXNlcjpTRUNSRVQ=", $"{file}?X-Amz-Signature={Secret}&token={Secret}"),
            (request.Headers["Authorization"], request.Path)));
        AssertHidden(outcome);
    }

    [Theory]
    [InlineData("missing.mp4", null, "VideoNotFoundException")]
    [InlineData("notes.mp4", null, "UnsupportedVideoException")]
    [InlineData("truncated.mp4", null, "CorruptVideoException")]
    [InlineData("damaged.mp4", null, "CorruptVideoException")]
    [InlineData("film.mp4", "denied", "VideoAccessDeniedException")]
    [InlineData("film.mp4", "busy", "SourceUnavailableException")]
    [InlineData("film.mp4", "teapot", "InvalidInputException")]
    [InlineData("film.mp4", "changed", "VideoChangedException")]
    [InlineData("film.mp4", "other scheme", "InvalidInputException")]
    [InlineData("film.mp4", "loop", "InvalidInputException")]
    [InlineData("film.mp4", "broken store", "InvalidInputException")] // not even the failure can be recorded
    public async Task Run_Failure_ShowsAndKeepsNoSecret(string file, string? fault, string error)
    {
        _server!.DefaultFault = fault switch
        {
            "denied" => new ServerFault.Status(403, Body: Signed(file)),
            "busy" => new ServerFault.Status(503, RetryAfter: "3600"),
            "teapot" => new ServerFault.Status(418),
            "changed" => new ServerFault.Identity("\"b\""),
            "other scheme" => new ServerFault.Redirect($"ftp://user:{Secret}@other/film.mp4?token={Secret}"),
            "loop" => new ServerFault.Redirect(Signed(file)),
            _ => null,
        };
        if (fault == "changed") _server.QueueFaults(new ServerFault.Identity("\"a\""));
        if (fault == "broken store")
        {
            Directory.CreateDirectory(_command.Store);
            File.WriteAllText(Path.Combine(_command.Store, "runs"), "");
        }

        var outcome = await _command.RunAsync("run", Signed(file), "--strict");

        Assert.Contains($"error: {error}: ", outcome.Errors);
        AssertHidden(outcome);
    }

    [Fact]
    public async Task Run_NewSignature_ReusesTheRanges()
    {
        await _command.RunAsync("run", Signed("film.mp4"), "--frames-per-range", "24");
        var again = await _command.RunAsync("run", Signed("film.mp4", "OTHER"), "--frames-per-range", "24", "--json");
        using var json = JsonDocument.Parse(again.Output);
        var run = json.RootElement.GetProperty("run");
        Assert.Equal(run.GetProperty("ranges").GetArrayLength(), run.GetProperty("reused").GetInt32());
    }

    [Fact]
    public async Task Run_ModelAtASignedAddress_ShowsAndKeepsNoSecret()
    {
        var outcome = await _command.RunAsync("run", Signed("film.mp4"), "--model", Signed("model"));

        Assert.Contains("There is no model.json in http://127.0.0.1", outcome.Errors);
        Assert.Contains($"model/model.json?X-Amz-Signature={Secret}&token={Secret}", _server!.Requests.Select(one => one.Path));
        AssertHidden(outcome);
    }

    [Theory]
    [InlineData("run ADDRESS --workers 0")]
    [InlineData("run ADDRESS --no-such-option")]
    [InlineData("run film.mp4 ADDRESS")]
    [InlineData("run film.mp4 --workers ADDRESS")]
    [InlineData("run film.mp4 --at ADDRESS")]
    [InlineData("run film.mp4 --model ADDRESS")]
    [InlineData("start ADDRESS --state-machine ADDRESS")]
    [InlineData("find ADDRESS --in ADDRESS")]
    [InlineData("run https:/user:SECRET@host/film.mp4?token=SECRET")]
    [InlineData("run https://user:SEC/SECRET@host/film.mp4")]
    [InlineData("run https://user:SECRET@/film.mp4?token=SECRET")]
    [InlineData("run ftp://user:SECRET@host/film.mp4?token=SECRET")]
    [InlineData("run s3://AKIA:SECRET@bucket/film.mp4")]
    [InlineData("run film.mp4?X-Amz-Signature=SECRET")]
    [InlineData("run 'https://host/film.mp4?X-Amz-Signature=SECRET'")]
    public async Task Command_BadUsage_ShowsAndKeepsNoSecret(string command)
    {
        var outcome = await _command.RunAsync([.. command.Split(' ').Select(
            word => word == "ADDRESS" ? Signed("film.mp4").Replace("127.0.0.1", "host", StringComparison.Ordinal) : word)]);

        Assert.NotEqual(0, outcome.ExitCode);
        AssertHidden(outcome);
    }

    [Fact]
    public async Task Serve_SignedAddress_ReturnsItOnlyAsTheInput()
    {
        using var server = _command.Start("serve", "--port", "0", "--videos", "/", "--json-logs");
        var log = new StringBuilder();
        server.ErrorDataReceived += (_, line) => { lock (log) log.AppendLine(line.Data); };
        server.BeginErrorReadLine();
        var endpoint = (await server.StandardOutput.ReadLineAsync())!["Listening on ".Length..];
        _command.Environment["AWS_ENDPOINT_URL_SFN"] = endpoint;
        using var http = new HttpClient { BaseAddress = new Uri(endpoint) };

        foreach (var file in (string[])["film.mp4", "missing.mp4"])
        {
            AssertHidden(await _command.RunAsync("run", Signed(file), "--on", Machine));
            var started = await _command.RunAsync("start", Signed(file), "--state-machine", Machine);
            AssertHidden(started);
            AssertHidden(await _command.RunAsync("watch", started.Output.Trim()));
            var arn = new { executionArn = started.Output.Trim() };
            // Their parts named input are the caller's own, as on AWS; the server has them in the journal of the execution.
            AssertHidden(WithoutInputs(await CallAsync(http, "DescribeExecution", arn)));
            Assert.Contains(Secret, await CallAsync(http, "GetExecutionHistory", arn));
            AssertHidden(await CallAsync(http, "GetExecutionHistory", new { arn.executionArn, includeExecutionData = false }));
            AssertHidden(await CallAsync(http, "ListMapRuns", arn));

            using var posted = await http.PostAsJsonAsync("executions", new { video = Signed(file) });
            AssertHidden(await posted.Content.ReadAsStringAsync());
            AssertHidden(await http.GetStringAsync(posted.Headers.Location));
        }
        AssertHidden(await CallAsync(http, "ListExecutions", new { stateMachineArn = Machine }));
        using var invalid = await http.PostAsJsonAsync("executions", new { video = new[] { Signed("film.mp4") } });
        AssertHidden(await invalid.Content.ReadAsStringAsync());

        using var kill = Process.Start("kill", server.Id.ToString(CultureInfo.InvariantCulture));
        await server.WaitForExitAsync();
        Assert.Contains("\"video\":\"http://127.0.0.1", log.ToString());
        AssertHidden(log + await server.StandardOutput.ReadToEndAsync());
        AssertNothingStored();
    }

    private static async Task<string> CallAsync(HttpClient http, string operation, object request)
    {
        using var content = new StringContent(JsonSerializer.Serialize(request), Encoding.UTF8, "application/x-amz-json-1.0");
        content.Headers.Add("X-Amz-Target", $"AWSStepFunctions.{operation}");
        using var response = await http.PostAsync("", content);
        return await response.Content.ReadAsStringAsync();
    }

    private static string WithoutInputs(string json) => Regex.Replace(json, """"input":"(?:[^"\\]|\\.)*"""", "");

    private string Signed(string file, string secret = Secret) => _server!.Address(file)
        .Replace("://", $"://user:{secret}@", StringComparison.Ordinal) + $"?X-Amz-Signature={secret}&token={secret}#{secret}";

    private void AssertHidden(Outcome outcome)
    {
        AssertHidden(outcome.Output);
        AssertHidden(outcome.Errors);
        AssertNothingStored();
    }

    private static void AssertHidden(string text) => Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);

    // Except the journals of serve, from which executions go on: only their owner can read them.
    private void AssertNothingStored()
    {
        var journals = Path.Combine(_command.Store, ".stepfunctions");
        if (Directory.Exists(journals) && !OperatingSystem.IsWindows())
        {
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(journals));
        }
        AssertHidden(string.Join('\n', Directory.EnumerateFileSystemEntries(_command.Folder, "*", SearchOption.AllDirectories)));
        foreach (var file in Directory.EnumerateFiles(_command.Folder, "*", SearchOption.AllDirectories))
        {
            if (!file.StartsWith(journals, StringComparison.Ordinal))
                AssertHidden(ReadShared(file));
        }
    }

    // A server that is running writes and deletes temporary files meanwhile. FileShare.ReadWrite asks for no lock on Linux.
    private static string ReadShared(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            return reader.ReadToEnd();
        }
        catch (FileNotFoundException)
        {
            return "";
        }
    }
}
