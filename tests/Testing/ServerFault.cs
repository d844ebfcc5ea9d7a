namespace VideoPipeline.Testing;

/// <summary>What a <see cref="RangeServer"/> or a <see cref="S3.FaultProxy"/> does wrong, each what applies to it.</summary>
public abstract record ServerFault
{
    private ServerFault()
    {
    }

    /// <summary>Refuses with a status, perhaps saying when to come again (seconds or a date), and why.</summary>
    public sealed record Status(int Code, string? RetryAfter = null, string? Body = null) : ServerFault;

    /// <summary>S3 only: says that the bucket is in another region.</summary>
    public sealed record OtherRegion(string Region) : ServerFault;

    /// <summary>Sends elsewhere.</summary>
    public sealed record Redirect(string Location, int Code = 302) : ServerFault;

    /// <summary>Knows no ranges: always everything, with a length or without.</summary>
    public sealed record NoRanges(bool SaysLength = true) : ServerFault;

    /// <summary>Gives at most so many bytes a request, as it may, whatever was asked for.</summary>
    public sealed record ShortRanges(long Bytes) : ServerFault;

    /// <summary>Gives ranges without saying of how much.</summary>
    public sealed record UnknownLength : ServerFault;

    /// <summary>Closes the connection after so many bytes of the body.</summary>
    public sealed record BreakOff(long AfterBytes) : ServerFault;

    /// <summary>Takes the request and says nothing.</summary>
    public sealed record NoAnswer : ServerFault;

    /// <summary>Sends headers and then nothing more.</summary>
    public sealed record NoBody : ServerFault;

    /// <summary>Waits before each piece of 16 KiB.</summary>
    public sealed record Slow(TimeSpan PerPiece) : ServerFault;

    /// <summary>Serves everything under a length greater than it has, without ranges.</summary>
    public sealed record WrongLength(long ContentLength) : ServerFault;

    /// <summary>Claims to be another version of the file, or gives no tag (null) or no time (null).</summary>
    public sealed record Identity(string? ETag, DateTime? LastModified = null) : ServerFault;

    /// <summary>Compresses (says so, that is) though nobody asked for it.</summary>
    public sealed record Encoded(string Encoding) : ServerFault;
}
