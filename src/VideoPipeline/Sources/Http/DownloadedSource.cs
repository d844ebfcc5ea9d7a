using Microsoft.Win32.SafeHandles;
using VideoPipeline.Sources.Access;
using VideoPipeline.Sources.Files;
using VideoPipeline.Sources.Remote;
using VideoPipeline.Temporary;
using VideoPipeline.Video;

namespace VideoPipeline.Sources.Http;

/// <summary>
/// A video whose server does not support range requests, downloaded to a file that is unlinked at once: the system frees it when
/// this process ends, even if it is killed.
/// </summary>
internal sealed class DownloadedSource : IVideoSource
{
    private readonly SafeFileHandle _file;
    private readonly AccessCounter _access;

    private DownloadedSource(SourceAddress address, SafeFileHandle file, string? version, AccessCounter access)
    {
        Address = address;
        Length = RandomAccess.GetLength(file);
        Version = version;
        _file = file;
        _access = access;
    }

    public SourceAddress Address { get; }

    public long Length { get; }

    public string? Version { get; }

    public bool RequiresFullDownload => true;

    public bool IsLocal => true;

    /// <summary>The bytes and requests of the download; reads of the file are not counted.</summary>
    public AccessCount Access => _access.Count;

    /// <summary>
    /// Downloads the whole video. After a connection failure it starts again, because it cannot resume without ranges.
    /// </summary>
    /// <param name="address">The address as the user gave it.</param>
    /// <param name="requests">Sends the requests.</param>
    /// <param name="initial">A response whose body is the whole video; null to request it.</param>
    /// <param name="options">The folder, the limit and the attempts.</param>
    /// <param name="access">Counts requests and bytes.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    public static async Task<IVideoSource> DownloadAsync(
        SourceAddress address, HttpRequestSender requests, HttpResponseMessage? initial, HttpSourceOptions options,
        AccessCounter access, CancellationToken cancellation)
    {
        var file = TemporaryFiles.CreateHandle(options.TemporaryFolder);
        try
        {
            var attempts = new RetryLoop(requests.Name, options);
            while (true)
            {
                try
                {
                    using var response = initial ?? await requests.GetAsync(0, null, null, cancellation);
                    var download = new FileDownload(requests.Name, file, options, access);
                    await download.RunAsync(response, cancellation);
                    return new DownloadedSource(address, file, HttpValidators.FromResponse(response).Version, access);
                }
                catch (Exception e) when (TransientFault.IsTransient(e))
                {
                    initial = null;
                    await attempts.DelayAsync(e, cancellation);
                }
            }
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellation) =>
        _file.FillAsync(offset, buffer, cancellation);

    public ValueTask<Stream> OpenAsync(long offset, long length, CancellationToken cancellation) =>
        ValueTask.FromResult<Stream>(new RangeStream(_file.FillAsync, offset, Math.Clamp(Length - offset, 0, length)));

    public ValueTask DisposeAsync()
    {
        _file.Dispose();
        return ValueTask.CompletedTask;
    }
}
