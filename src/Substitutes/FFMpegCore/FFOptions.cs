using System.Text;

namespace FFMpegCore;

/// <summary>Where ffmpeg is and how it is started.</summary>
public class FFOptions
{
    /// <summary>The process's working directory; empty for the current one.</summary>
    public string WorkingDirectory { get; set; } = string.Empty;

    /// <summary>The folder of the ffmpeg binary; where it is empty or holds none, PATH is searched.</summary>
    public string BinaryFolder { get; set; } = string.Empty;

    /// <summary>How the lines of standard output and error are decoded.</summary>
    public Encoding Encoding { get; set; } = Encoding.Default;
}
