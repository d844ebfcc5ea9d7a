using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace VideoPipeline.Testing;

/// <summary>A file server with ranges, entity tags and preconditions, and with faults.</summary>
public sealed class RangeServer : FaultServer
{
    private readonly string _folder;

    private RangeServer(string folder, X509Certificate2? certificate)
        : base(certificate) => _folder = folder;

    /// <summary>Starts serving the files of a folder: over https where a certificate is given, else over http.</summary>
    public static async Task<RangeServer> StartAsync(string folder, X509Certificate2? certificate = null)
    {
        var server = new RangeServer(folder, certificate);
        await server.ListenAsync();
        return server;
    }

    /// <summary>The address of a file.</summary>
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
        if (!Identify(context, file, content.Length, fault))
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
            if (fault is ServerFault.ShortRanges few) end = Math.Min(end, from + few.Bytes);
            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = $"bytes {from}-{end - 1}/{(fault is ServerFault.UnknownLength ? "*" : content.Length)}";
        }
        response.ContentLength = fault switch
        {
            ServerFault.NoRanges { SaysLength: false } => null,
            ServerFault.WrongLength wrong => wrong.ContentLength,
            _ => end - from,
        };
        await ServedBody.SendAsync(context, content, from, end, fault, served);
    }

    // Says which version it is serving; false where the request wants another (RFC 9110, section 13.2.2).
    private static bool Identify(HttpContext context, string file, long length, ServerFault? fault)
    {
        var (request, headers) = (context.Request.Headers, context.Response.Headers);
        var modified = File.GetLastWriteTimeUtc(file);
        var claim = fault as ServerFault.Identity ?? new ServerFault.Identity($"\"{length}-{modified.Ticks}\"", modified);
        if (claim.ETag is not null) headers.ETag = claim.ETag;
        if (claim.LastModified is { } time) headers.LastModified = time.ToString("R");
        if (fault is ServerFault.Encoded encoded) headers.ContentEncoding = encoded.Encoding;

        if (request.IfMatch is [{ } match]) return match == claim.ETag;
        return !DateTimeOffset.TryParse(request.IfUnmodifiedSince, CultureInfo.InvariantCulture, out var since)
            || claim.LastModified < since.UtcDateTime.AddSeconds(1);
    }
}
