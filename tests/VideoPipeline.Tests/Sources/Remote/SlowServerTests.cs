using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Sources.Http;
using VideoPipeline.Sources.Remote;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Tests.Sources.Remote;

/// <summary>A server that sends a byte now and then is never idle, and is given up nevertheless.</summary>
public sealed class SlowServerTests
{
    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(60);

    private readonly ManualTime _time = new(s_idle);
    private readonly HttpSourceOptions _options;

    public SlowServerTests() => _options = new HttpSourceOptions { IdleTimeout = s_idle, Time = _time, Random = new Random(1) };

    [Fact]
    public async Task ReadAsync_ByteASecond_TimesOutAfterTheIdleTimeout()
    {
        using var body = new SlowBody(_time, bytes: 1, TimeSpan.FromSeconds(1));
        var reader = new SteadyReader(_options);
        var failure = await Assert.ThrowsAsync<TimeoutException>(() => ReadAllAsync(reader, body, 100));
        Assert.Equal("the server sent only 60 bytes in 60 s, less than 1024 a second", failure.Message);
    }

    [Fact]
    public async Task ReadAsync_MinimumRate_Reads()
    {
        using var body = new SlowBody(_time, bytes: 1024, TimeSpan.FromSeconds(1));
        await ReadAllAsync(new SteadyReader(_options), body, 300);
    }

    [Fact]
    public async Task ReadAsync_SlowConsumer_Reads()
    {
        using var body = new SlowBody(_time, bytes: 1, TimeSpan.Zero);
        var reader = new SteadyReader(_options);
        for (var i = 0; i < 10; i++)
        {
            await ReadAllAsync(reader, body, 1);
            _time.Advance(TimeSpan.FromHours(1));
        }
    }

    [Fact]
    public async Task ResumingStream_ByteASecondOnEachConnection_ThrowsAfterAllAttempts()
    {
        var requests = new SlowRequests(_time, bytes: 1);
        await using var stream = new ResumingStream(requests, 0, 1 << 20, _options, new AccessCounter());
        var failure = await Assert.ThrowsAsync<SourceUnavailableException>(() => stream.CopyToAsync(Stream.Null));
        Assert.Equal(_options.MaxAttempts, requests.Count);
        Assert.Contains("the server sent only 60 bytes in 60 s", failure.Message, StringComparison.Ordinal);
    }

    private static async Task ReadAllAsync(SteadyReader reader, Stream body, int reads)
    {
        var buffer = new byte[4096];
        for (var i = 0; i < reads; i++) await reader.ReadAsync(body, buffer, default);
    }

    private sealed class SlowBody(ManualTime time, int bytes, TimeSpan interval) : ForwardOnlyStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            time.Advance(interval);
            return ValueTask.FromResult(Math.Min(bytes, buffer.Length));
        }
    }

    private sealed class SlowRequests(ManualTime time, int bytes) : IRangeRequests
    {
        public string Name => "http://slow.example/a.mp4";

        public int Count { get; private set; }

        public ValueTask<RangeResponse> GetAsync(long from, long end, CancellationToken cancellation)
        {
            Count++;
            var body = new SlowBody(time, bytes, TimeSpan.FromSeconds(1));
            return ValueTask.FromResult(new RangeResponse(body, body));
        }
    }
}
