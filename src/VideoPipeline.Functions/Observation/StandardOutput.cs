using System.Text;

namespace VideoPipeline.Functions.Observation;

/// <summary>
/// Writes to standard output directly. Lambda's .NET runtime prefixes what <c>Console</c> and <c>ILambdaLogger</c> write with
/// time and level, whereas CloudWatch extracts metrics only from lines that are entirely JSON.
/// </summary>
internal static class StandardOutput
{
    private static readonly Stream s_stream = Stream.Synchronized(Console.OpenStandardOutput());

    public static void WriteLine(string line)
    {
        // A single write, because other threads write too.
        s_stream.Write(Encoding.UTF8.GetBytes(line + "\n"));
        s_stream.Flush();
    }
}
