using System.Buffers.Text;

namespace VideoPipeline.Codecs;

/// <summary>Enumerates the messages of an SEI NAL unit (H.264, 7.3.2.3; H.265, 7.3.2.4).</summary>
internal ref struct SeiMessages
{
    private const int RegisteredUserData = 4;
    private const int UnregisteredUserData = 5;
    private const int RecoveryPoint = 6;
    private const int FilmGrain = 19;
    private const int DisplayOrientation = 47;
    private const int UuidBytes = 16;

    private ReadOnlySpan<byte> _rest;

    /// <param name="unit">The NAL unit.</param>
    /// <param name="headerBytes">The size of the NAL unit header in bytes.</param>
    public SeiMessages(ReadOnlySpan<byte> unit, int headerBytes) =>
        _rest = NalUnits.Unescape(unit[Math.Min(unit.Length, headerBytes)..]);

    /// <summary><c>payloadType</c>.</summary>
    public int Type { get; private set; }

    /// <summary>The payload of the message.</summary>
    public ReadOnlySpan<byte> Payload { get; private set; }

    /// <summary>
    /// Whether the message is a recovery point with <c>recovery_frame_cnt</c> 0 and <c>exact_match_flag</c> 1, and not a broken
    /// link (H.264, D.2.8).
    /// </summary>
    public readonly bool IsExactRecoveryPoint
    {
        get
        {
            if (Type != RecoveryPoint) return false;
            var bits = new BitReader(Payload);
            return bits.ExpGolomb() == 0 && bits.Flag() && !bits.Flag();
        }
    }

    /// <summary>The x264 build that encoded the video, where the message states it.</summary>
    public readonly int? X264Build =>
        Type == UnregisteredUserData && Payload.Length >= UuidBytes
        && Payload[UuidBytes..] is var text && text.StartsWith("x264 - core "u8)
        && Utf8Parser.TryParse(text["x264 - core "u8.Length..], out int build, out _)
            ? build
            : null;

    /// <summary>Why a video with this message cannot be split; null for most messages.</summary>
    /// <remarks>
    /// Display orientation: ffmpeg's HEVC decoder never resets it, whatever persistence the message states, and neither does
    /// ffmpeg 7.1 for any codec (fftools/ffmpeg_filter.c, <c>send_frame</c>). Film grain: its seed depends on the POC, and in
    /// HEVC the message applies to later pictures too (H.265, D.3.20; AFGS1 in T.35 user data, which ffmpeg applies from version
    /// 7 on).
    /// </remarks>
    public readonly string? UnsplittableReason => Type switch
    {
        DisplayOrientation when !IsCancelled => ISampleGuard.RotationReason,
        FilmGrain when !IsCancelled => ISampleGuard.FilmGrainReason,
        RegisteredUserData when Payload.StartsWith((ReadOnlySpan<byte>)[0xB5, 0x58, 0x90, 0x01]) => ISampleGuard.FilmGrainReason,
        _ => null,
    };

    private readonly bool IsCancelled => !Payload.IsEmpty && (Payload[0] & 0x80) != 0;

    public bool MoveNext()
    {
        if (_rest.Length <= 2) return false;
        Type = ReadNumber(ref _rest);
        var size = ReadNumber(ref _rest);
        if (size > _rest.Length) return false;
        Payload = _rest[..size];
        _rest = _rest[size..];
        return true;
    }

    private static int ReadNumber(ref ReadOnlySpan<byte> rest)
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
