namespace VideoPipeline.Testing;

/// <summary>A fault that a <see cref="FaultServer"/> simulates.</summary>
public abstract record ServerFault
{
    private ServerFault()
    {
    }

    /// <summary>Responds with an error status, optionally with Retry-After (seconds or a date) and a body.</summary>
    public sealed record Status(int Code, string? RetryAfter = null, string? Body = null) : ServerFault;

    /// <summary>S3 only: redirects to the bucket's region.</summary>
    public sealed record RedirectToRegion(string Region) : ServerFault;

    /// <summary>Redirects.</summary>
    public sealed record Redirect(string Location, int Code = 302) : ServerFault;

    /// <summary>Ignores Range and sends the whole file, with or without Content-Length.</summary>
    public sealed record NoRanges(bool SendsContentLength = true) : ServerFault;

    /// <summary>Sends at most this number of bytes per range request, which HTTP allows.</summary>
    public sealed record ShortRanges(long Bytes) : ServerFault;

    /// <summary>Sends Content-Range without the complete length.</summary>
    public sealed record UnknownLength : ServerFault;

    /// <summary>Closes the connection after this number of bytes of the body.</summary>
    public sealed record Disconnect(long AfterBytes) : ServerFault;

    /// <summary>Accepts the request and sends no response.</summary>
    public sealed record NoAnswer : ServerFault;

    /// <summary>Sends the headers and no body.</summary>
    public sealed record NoBody : ServerFault;

    /// <summary>Waits before each block of 16 KiB.</summary>
    public sealed record Slow(TimeSpan DelayPerBlock) : ServerFault;

    /// <summary>Sends the whole file with a Content-Length that is too large, and ignores Range.</summary>
    public sealed record WrongLength(long ContentLength) : ServerFault;

    /// <summary>Sends other validators, or no entity tag (null) or no modification time (null).</summary>
    public sealed record Identity(string? ETag, DateTime? LastModified = null) : ServerFault;

    /// <summary>Sends a Content-Encoding header that was not requested.</summary>
    public sealed record Encoded(string Encoding) : ServerFault;
}
