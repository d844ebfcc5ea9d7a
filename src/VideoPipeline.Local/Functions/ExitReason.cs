using System.Globalization;

namespace VideoPipeline.Local.Functions;

/// <summary>Describes the end of a process in the words of Lambda, which are those of Go's os/exec.</summary>
internal static class ExitReason
{
    // .NET and shells report 128 and the number of the signal that ended a process.
    private const int Signal = 128;

    /// <summary>Describes an exit code that is not 0.</summary>
    public static string Describe(int exitCode) => (exitCode - Signal) switch
    {
        4 => "signal: illegal instruction",
        6 => "signal: aborted",
        7 => "signal: bus error",
        8 => "signal: floating point exception",
        9 => "signal: killed",
        11 => "signal: segmentation fault",
        15 => "signal: terminated",
        _ => string.Create(CultureInfo.InvariantCulture, $"exit status {exitCode}"),
    };
}
