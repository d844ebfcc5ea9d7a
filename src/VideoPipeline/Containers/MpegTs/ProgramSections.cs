using System.Buffers.Binary;
using VideoPipeline.Containers.MpegTs.Streams;

namespace VideoPipeline.Containers.MpegTs;

/// <summary>A program and the PID of its PMT.</summary>
internal readonly record struct TsProgram(int Number, int PmtPid);

/// <summary>An elementary stream in a PMT.</summary>
/// <param name="Pid">The PID of its packets.</param>
/// <param name="Type"><c>stream_type</c> (ISO/IEC 13818-1, table 2-34).</param>
/// <param name="Descriptors">The descriptors as hexadecimal digits, for comparison.</param>
internal sealed record TsStreamEntry(int Pid, int Type, string Descriptors);

/// <summary>Parses sections of the program association table (PAT) and program map tables (PMT).</summary>
internal static class ProgramSections
{
    private const int PatTableId = 0;
    private const int PmtTableId = 2;
    private const int HeaderBytes = 8;
    private const int ChecksumBytes = 4;
    private const int PidMask = 0x1FFF;
    private const int LengthMask = 0x0FFF;

    /// <summary>Parses a PAT section (2.4.4.3). Returns null if it is another table or not yet applicable.</summary>
    public static List<TsProgram>? ParsePat(ReadOnlySpan<byte> section)
    {
        if (!IsCurrent(section, PatTableId)) return null;
        var programs = new List<TsProgram>();
        for (var rest = section[HeaderBytes..^ChecksumBytes]; rest.Length >= 4; rest = rest[4..])
        {
            var number = BinaryPrimitives.ReadUInt16BigEndian(rest);
            // Program number 0 refers to the network information table.
            if (number != 0) programs.Add(new TsProgram(number, BinaryPrimitives.ReadUInt16BigEndian(rest[2..]) & PidMask));
        }
        return programs;
    }

    /// <summary>Parses a PMT section (2.4.4.8). Returns null if it is another table or not yet applicable.</summary>
    public static List<TsStreamEntry>? ParsePmt(ReadOnlySpan<byte> section, int program)
    {
        if (!IsCurrent(section, PmtTableId) || BinaryPrimitives.ReadUInt16BigEndian(section[3..]) != program) return null;
        var elements = new List<TsStreamEntry>();
        var rest = section[HeaderBytes..^ChecksumBytes];
        ReadBytes(ref rest, 2);
        ReadBytes(ref rest, ReadLength(ReadBytes(ref rest, 2)));
        while (!rest.IsEmpty)
        {
            var head = ReadBytes(ref rest, 5);
            var descriptors = Convert.ToHexString(ReadBytes(ref rest, ReadLength(head[3..])));
            elements.Add(new TsStreamEntry(BinaryPrimitives.ReadUInt16BigEndian(head[1..]) & PidMask, head[0], descriptors));
        }
        return elements;
    }

    private static bool IsCurrent(ReadOnlySpan<byte> section, int tableId)
    {
        if (section[0] != tableId) return false;
        if (section.Length < HeaderBytes + ChecksumBytes)
            throw new UnprovenTimelineException("its program tables (PAT or PMT) are damaged");
        if ((section[5] & 1) == 0) return false;
        return section[7] == 0 ? true : throw new UnprovenTimelineException("one of its program tables has several sections");
    }

    private static int ReadLength(ReadOnlySpan<byte> field) => BinaryPrimitives.ReadUInt16BigEndian(field) & LengthMask;

    private static ReadOnlySpan<byte> ReadBytes(ref ReadOnlySpan<byte> rest, int count)
    {
        if (count > rest.Length) throw new UnprovenTimelineException("its program tables (PAT or PMT) are damaged");
        var bytes = rest[..count];
        rest = rest[count..];
        return bytes;
    }
}
