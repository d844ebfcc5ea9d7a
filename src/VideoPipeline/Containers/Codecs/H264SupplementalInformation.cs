using System.Buffers.Text;

namespace VideoPipeline.Containers.Codecs;

/// <summary>Reads the messages of an SEI unit (H.264, 7.3.2.3 and Annex D).</summary>
internal static class H264SupplementalInformation
{
    private const int UserData = 5;
    private const int RecoveryPoint = 6;

    // ffmpeg decodes streams of x264 before these builds otherwise, and is told the build once, at the beginning of a video.
    private const int FirstFaultlessBuild = 34;
    private const int FirstFaultlessBuildOf444 = 151;

    /// <summary>Whether decoding may begin here and is exact from this picture on in output order (D.2.8).</summary>
    public static bool RecoversHere(ReadOnlySpan<byte> unit)
    {
        var recovers = false;
        ForEach(unit, (type, payload) =>
        {
            if (type != RecoveryPoint) return;
            var bits = new BitReader(payload);
            recovers |= bits.Golomb() == 0 && bits.Flag() && !bits.Flag();
        });
        return recovers;
    }

    public static bool IsFromOldEncoder(ReadOnlySpan<byte> unit, bool is444)
    {
        var first = is444 ? FirstFaultlessBuildOf444 : FirstFaultlessBuild;
        var old = false;
        ForEach(unit, (type, payload) =>
        {
            if (type != UserData || payload.Length < 16) return;
            var text = payload[16..];
            var name = "x264 - core "u8;
            old |= text.StartsWith(name) && Utf8Parser.TryParse(text[name.Length..], out int build, out _) && build < first;
        });
        return old;
    }

    private delegate void Message(int type, ReadOnlySpan<byte> payload);

    private static void ForEach(ReadOnlySpan<byte> unit, Message take)
    {
        ReadOnlySpan<byte> rest = NalUnits.Unescape(unit[1..]);
        while (rest.Length > 2)
        {
            var type = Number(ref rest);
            var size = Number(ref rest);
            if (size > rest.Length) return;
            take(type, rest[..size]);
            rest = rest[size..];
        }
    }

    private static int Number(ref ReadOnlySpan<byte> rest)
    {
        var number = 0;
        while (!rest.IsEmpty)
        {
            var next = rest[0];
            rest = rest[1..];
            number += next;
            if (next != 0xFF) break;
        }
        return number;
    }
}
