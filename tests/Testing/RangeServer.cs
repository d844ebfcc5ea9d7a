using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace VideoPipeline.Testing;

/// <summary>A file server that supports range requests, entity tags and preconditions, and simulates faults.</summary>
public sealed class RangeServer : FaultServer
{
    private readonly string _folder;

    private RangeServer(string folder, X509Certificate2? certificate)
        : base(certificate) => _folder = folder;

    /// <summary>Starts to serve the files of a folder over HTTPS if a certificate is given, else over HTTP.</summary>
    public static async Task<RangeServer> StartAsync(string folder, X509Certificate2? certificate = null)
    {
        var server = new RangeServer(folder, certificate);
        await server.ListenAsync();
        return server;
    }

    /// <summary>The URL of a file.</summary>
    public string Address(string file) => $"{Endpoint}/{Uri.EscapeDataString(file)}";

    private protected override async Task ServeAsync(
        HttpContext context, RangeItemHeaderValue? range, ServerFault? fault, ServedRequest served)
    {
        var response = context.Response;
        var file = Path.Combine(_folder, Uri.UnescapeDataString(context.Request.Path.Value![1..]));
        if (!File.Exists(file))
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        await using var content = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (!CheckPreconditions(context, file, content.Length, fault))
        {
            response.StatusCode = StatusCodes.Status412PreconditionFailed;
            return;
        }
        var (from, end) = (0L, content.Length);
        response.Headers.AcceptRanges = fault is ServerFault.NoRanges ? "none" : "bytes";
        if (range is not null && fault is not (ServerFault.NoRanges or ServerFault.WrongLength))
        {
            from = range.From ?? content.Length - range.To!.Value;
            end = range.From is null ? end : Math.Min(end, range.To + 1 ?? end);
            if (from >= end)
            {
                response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
                response.Headers.ContentRange = $"bytes */{content.Length}";
                return;
            }
            if (fault is ServerFault.ShortRanges shorter) end = Math.Min(end, from + shorter.Bytes);
            response.StatusCode = StatusCodes.Status206PartialContent;
            var length = fault is ServerFault.UnknownLength ? "*" : $"{content.Length}";
            response.Headers.ContentRange = $"bytes {from}-{end - 1}/{length}";
        }
        response.ContentLength = fault switch
        {
            ServerFault.NoRanges { SendsContentLength: false } => null,
            ServerFault.WrongLength wrong => wrong.ContentLength,
            _ => end - from,
        };
        await ServedBody.SendAsync(context, content, from, end, fault, served);
    }

    // Sets the validators of the response, and returns false if a precondition fails (RFC 9110, section 13.2.2).
    private static bool CheckPreconditions(HttpContext context, string file, long length, ServerFault? fault)
    {
        var (request, headers) = (context.Request.Headers, context.Response.Headers);
        var modified = File.GetLastWriteTimeUtc(file);
        var identity = fault as ServerFault.Identity ?? new ServerFault.Identity($"\"{length}-{modified.Ticks}\"", modified);
        if (identity.ETag is not null) headers.ETag = identity.ETag;
        if (identity.LastModified is { } time) headers.LastModified = time.ToString("R");
        if (fault is ServerFault.Encoded encoded) headers.ContentEncoding = encoded.Encoding;

        if (request.IfMatch is [{ } match]) return match == identity.ETag;
        return !DateTimeOffset.TryParse(request.IfUnmodifiedSince, CultureInfo.InvariantCulture, out var since)
            || identity.LastModified < since.UtcDateTime.AddSeconds(1);
    }
}
