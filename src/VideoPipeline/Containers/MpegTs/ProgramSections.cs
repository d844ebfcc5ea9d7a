using System.Buffers.Binary;
using VideoPipeline.Containers.MpegTs.Streams;

namespace VideoPipeline.Containers.MpegTs;

/// <summary>A program and the PID of the table that describes it.</summary>
internal readonly record struct TsProgram(int Number, int TablePid);

/// <summary>An elementary stream as a program's table lists it.</summary>
/// <param name="Pid">The PID of its packets.</param>
/// <param name="Type"><c>stream_type</c> (ISO/IEC 13818-1, table 2-34).</param>
/// <param name="Descriptors">In hexadecimal digits, to compare.</param>
internal sealed record TsElement(int Pid, int Type, string Descriptors);

/// <summary>Reads the sections of the two tables that say what a transport stream holds.</summary>
internal static class ProgramSections
{
    private const int AssociationTable = 0;
    private const int MapTable = 2;
    private const int HeaderBytes = 8;
    private const int ChecksumBytes = 4;
    private const int PidBits = 0x1FFF;
    private const int LengthBits = 0x0FFF;

    /// <summary>The programs of a program association section (2.4.4.3); null where it is another table or not valid yet.</summary>
    public static List<TsProgram>? Programs(ReadOnlySpan<byte> section)
    {
        if (!IsCurrent(section, AssociationTable)) return null;
        var programs = new List<TsProgram>();
        for (var rest = section[HeaderBytes..^ChecksumBytes]; rest.Length >= 4; rest = rest[4..])
        {
            var number = BinaryPrimitives.ReadUInt16BigEndian(rest);
            // 0 is no program, but the network information table.
            if (number != 0) programs.Add(new TsProgram(number, BinaryPrimitives.ReadUInt16BigEndian(rest[2..]) & PidBits));
        }
        return programs;
    }

    /// <summary>The streams of a program map section (2.4.4.8); null where it is another table, or not valid yet.</summary>
    public static List<TsElement>? Elements(ReadOnlySpan<byte> section, int program)
    {
        if (!IsCurrent(section, MapTable) || BinaryPrimitives.ReadUInt16BigEndian(section[3..]) != program) return null;
        var elements = new List<TsElement>();
        var rest = section[HeaderBytes..^ChecksumBytes];
        Take(ref rest, 2);
        Take(ref rest, Length(Take(ref rest, 2)));
        while (!rest.IsEmpty)
        {
            var head = Take(ref rest, 5);
            elements.Add(new TsElement(
                BinaryPrimitives.ReadUInt16BigEndian(head[1..]) & PidBits, head[0], Convert.ToHexString(Take(ref rest, Length(head[3..])))));
        }
        return elements;
    }

    private static bool IsCurrent(ReadOnlySpan<byte> section, int table)
    {
        if (section[0] != table) return false;
        if (section.Length < HeaderBytes + ChecksumBytes) throw new UnprovenTimelineException("its program tables are damaged");
        if ((section[5] & 1) == 0) return false;
        return section[7] == 0 ? true : throw new UnprovenTimelineException("a program table of it has several sections");
    }

    private static int Length(ReadOnlySpan<byte> field) => BinaryPrimitives.ReadUInt16BigEndian(field) & LengthBits;

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> rest, int count)
    {
        if (count > rest.Length) throw new UnprovenTimelineException("its program tables are damaged");
        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }
}
