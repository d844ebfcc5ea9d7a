using Microsoft.Win32.SafeHandles;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Sources.Files;
using VideoPipeline.Sources.Remote;

namespace VideoPipeline.Sources.Http;

/// <summary>
/// A video whose server gives no ranges, fetched once into a file that has no name any more: the system frees it when this
/// process ends, however it ends.
/// </summary>
internal sealed class TemporarySource : IVideoSource
{
    private readonly SafeFileHandle _file;
    private readonly AccessCounter _access;

    private TemporarySource(string uri, SafeFileHandle file, string? version, AccessCounter access)
    {
        Uri = uri;
        Length = RandomAccess.GetLength(file);
        Version = version;
        _file = file;
        _access = access;
    }

    public string Uri { get; }

    public long Length { get; }

    public string? Version { get; }

    public bool RequiresFullDownload => true;

    public bool IsLocal => true;

    /// <summary>What went over the wire; reads of the file are not counted.</summary>
    public AccessCount Access => _access.Count;

    /// <summary>Fetches everything; an answer that breaks off is asked for again from the start, for there are no ranges.</summary>
    /// <param name="uri">The address as given.</param>
    /// <param name="requests">What asks.</param>
    /// <param name="answer">An answer whose body is the whole video; null to ask for one.</param>
    /// <param name="options">Folder, limit, attempts.</param>
    /// <param name="access">What counts.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<IVideoSource> FetchAsync(
        string uri, HttpRequestSender requests, HttpResponseMessage? answer, HttpSourceOptions options, AccessCounter access,
        CancellationToken cancellation)
    {
        var file = CreateNameless(options.TemporaryFolder);
        try
        {
            var attempts = new RetryLoop(requests.Name, options);
            while (true)
            {
                try
                {
                    using var response = answer ?? await requests.GetAsync(0, null, null, cancellation);
                    var download = new FileDownload(requests.Name, file, options, access);
                    await download.RunAsync(response, cancellation);
                    return new TemporarySource(uri, file, HttpIdentity.Of(response).Version, access);
                }
                catch (Exception e) when (TransientFault.IsTransient(e))
                {
                    answer = null;
                    await attempts.WaitAsync(e, cancellation);
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

    private static SafeFileHandle CreateNameless(string folder)
    {
        var path = Path.Combine(folder, $".videopipeline-{Guid.NewGuid():N}");
        try
        {
            var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.Asynchronous);
            File.Delete(path);
            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(
                $"No file can be made in the temporary folder {folder}: {e.Message} Name another one (TMPDIR).", e);
        }
    }
}
