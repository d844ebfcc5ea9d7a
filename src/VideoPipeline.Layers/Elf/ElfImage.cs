using System.Buffers.Binary;
using System.Text;

namespace VideoPipeline.Layers.Elf;

/// <summary>An ELF file with its program headers and dynamic section (elf.h of the System V ABI).</summary>
internal sealed class ElfImage
{
    private const int Class64 = 2, LittleEndian = 1, MachineX86 = 62, Program = 2, Shared = 3;
    private const uint Load = 1, Dynamic = 2, Interpreting = 3, Stack = 0x6474e551;
    private const int ProgramHeaderLength = 56;

    private readonly byte[] _content;
    private readonly List<(ulong Address, ulong Offset, ulong Length)> _segments = [];

    /// <exception cref="MalformedElfException">The loader would reject the file.</exception>
    public ElfImage(byte[] content)
    {
        _content = content;
        if (content[4] != Class64 || content[5] != LittleEndian || U16(18) != MachineX86)
            throw new MalformedElfException("it is not for x86-64");
        if (U16(16) is not (Program or Shared))
            throw new MalformedElfException($"it is neither a program nor a library (ELF type {U16(16)})");
        for (var i = 0; i < U16(56); i++)
        {
            var header = checked((int)U64(32) + (i * ProgramHeaderLength));
            var (type, flags) = (U32(header), U32(header + 4));
            var (offset, address, length) = (U64(header + 8), U64(header + 16), U64(header + 32));
            if (type == Load) AddSegment(address, offset, length);
            else if (type == Interpreting) Interpreter = Text(checked((int)offset));
            else if (type == Stack) HasExecutableStack = (flags & 1) != 0;
            else if (type == Dynamic) ReadDynamic(checked((int)offset), checked((int)length));
        }

        if (_segments.Count == 0) throw new MalformedElfException("it has no loadable segment");
    }

    /// <summary>PT_INTERP; null if there is none.</summary>
    public string? Interpreter { get; }

    /// <summary>Whether the stack is executable: PT_GNU_STACK has PF_X or is absent, for which the loader assumes PF_X.</summary>
    public bool HasExecutableStack { get; } = true;

    /// <summary>Whether the type is ET_EXEC, a program at a fixed address.</summary>
    public bool IsExecutable => U16(16) == Program;

    /// <summary>The entries of the dynamic section.</summary>
    public List<(ulong Tag, ulong Value)> Entries { get; } = [];

    /// <summary>Whether the dynamic section has a tag.</summary>
    public bool Has(ulong tag) => Entries.Exists(entry => entry.Tag == tag);

    /// <summary>The value of a tag; 0 if it is absent.</summary>
    public ulong Value(ulong tag) => Entries.Find(entry => entry.Tag == tag).Value;

    /// <summary>Converts a virtual address to a file offset.</summary>
    public int ToFileOffset(ulong address)
    {
        foreach (var (start, offset, length) in _segments)
            if (address >= start && address - start < length) return checked((int)(address - start + offset));
        throw new MalformedElfException("its tables are outside the loadable segments");
    }

    /// <summary>A string of the dynamic string table.</summary>
    public string String(ulong offset) => Text(checked(ToFileOffset(Value(Tag.StringTable)) + (int)offset));

    public byte U8(int at) => _content[at];

    public ushort U16(int at) => BinaryPrimitives.ReadUInt16LittleEndian(_content.AsSpan(at));

    public uint U32(int at) => BinaryPrimitives.ReadUInt32LittleEndian(_content.AsSpan(at));

    public ulong U64(int at) => BinaryPrimitives.ReadUInt64LittleEndian(_content.AsSpan(at));

    private void AddSegment(ulong address, ulong offset, ulong length)
    {
        if (checked(offset + length) > (ulong)_content.Length)
            throw new MalformedElfException("it is truncated: a segment extends beyond the end of the file");
        _segments.Add((address, offset, length));
    }

    private void ReadDynamic(int offset, int length)
    {
        var end = checked(offset + length);
        for (var at = offset; at < end && U64(at) != 0; at += 16) Entries.Add((U64(at), U64(at + 8)));
    }

    private string Text(int at) => Encoding.UTF8.GetString(_content.AsSpan(at)[.._content.AsSpan(at).IndexOf((byte)0)]);
}
