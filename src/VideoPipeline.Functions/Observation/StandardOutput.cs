using System.Text;

namespace VideoPipeline.Functions.Observation;

/// <summary>
/// Standard output itself. Lambda's .NET runtime puts time and level in front of what goes through <c>Console</c> and
/// <c>ILambdaLogger</c>, and CloudWatch finds metrics only in lines that are JSON as a whole.
/// </summary>
internal static class StandardOutput
{
    private static readonly Stream s_stream = Stream.Synchronized(Console.OpenStandardOutput());

    public static void WriteLine(string line)
    {
        // In one piece: other threads write too.
        s_stream.Write(Encoding.UTF8.GetBytes(line + "\n"));
        s_stream.Flush();
    }
}
