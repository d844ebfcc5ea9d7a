namespace VideoPipeline.Pages.Report;

/// <summary>The name of a video for people: the last part of its address.</summary>
internal static class VideoName
{
    /// <summary>Returns the name.</summary>
    /// <param name="address">A path or an address, without credentials.</param>
    public static string Of(string address)
    {
        var path = address.Contains("://", StringComparison.Ordinal) ? address.Split('?', '#')[0] : address;
        var name = path.TrimEnd('/').Split('/')[^1];
        return name.Length == 0 ? address : name;
    }
}
