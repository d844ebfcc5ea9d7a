using System.Buffers.Binary;
using System.Text;

namespace VideoPipeline.Layers.Elf;

/// <summary>Reads an <see cref="ElfFile"/>: by segments, as the loader does, but for the number of symbols.</summary>
public static class ElfReader
{
    // elf.h of the System V ABI.
    private const int Class64 = 2, LittleEndian = 1, MachineX86 = 62;
    private const uint Load = 1, Dynamic = 2, Interpreter = 3, Stack = 0x6474e551, DynamicSymbols = 11;
    private const ulong Needed = 1, StringTable = 5, SymbolTable = 6, SoName = 14, RPath = 15, RunPath = 29;
    private const ulong VersionTable = 0x6ffffff0, VersionNeeds = 0x6ffffffe, VersionNeedsCount = 0x6fffffff;
    private const int ProgramHeaderLength = 56, SectionHeaderLength = 64, SymbolLength = 24;

    /// <summary>Reads a file.</summary>
    /// <exception cref="MalformedElfException">It is for another processor, or broken.</exception>
    public static ElfFile Read(byte[] content)
    {
        ArgumentNullException.ThrowIfNull(content);
        try
        {
            return new Reading(content).File();
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or IndexOutOfRangeException or OverflowException)
        {
            throw new MalformedElfException("its tables point outside of the file");
        }
    }

    private sealed class Reading
    {
        private readonly byte[] _content;
        private readonly List<(ulong Address, ulong Offset, ulong Length)> _loaded = [];
        private readonly List<(ulong Tag, ulong Value)> _dynamic = [];
        private readonly string? _interpreter;
        private readonly bool _executableStack;
        private readonly int _symbols;

        public Reading(byte[] content)
        {
            _content = content;
            if (content[4] != Class64 || content[5] != LittleEndian || U16(18) != MachineX86)
                throw new MalformedElfException("it is not for x86-64");
            for (var i = 0; i < U16(56); i++)
            {
                var header = checked((int)U64(32) + (i * ProgramHeaderLength));
                var (type, flags, offset, address, length) = (U32(header), U32(header + 4), U64(header + 8), U64(header + 16), U64(header + 32));
                if (type == Load) _loaded.Add((address, offset, length));
                else if (type == Interpreter) _interpreter = Text((int)offset);
                else if (type == Stack) _executableStack = (flags & 1) != 0;
                else if (type == Dynamic) ReadDynamic(checked((int)offset), checked((int)length));
            }

            if (_dynamic.Count > 0) _symbols = CountSymbols();
        }

        public ElfFile File()
        {
            var needs = Needs();
            List<Symbol> wanted = [], given = [];
            for (var i = 1; i < _symbols; i++) // the first is no symbol
            {
                var at = Place(Value(SymbolTable)) + (i * SymbolLength);
                var name = String(U32(at));
                var weak = _content[at + 4] >> 4 == 2;
                if (U16(at + 6) != 0) given.Add(new Symbol(name, null, null, weak));
                else wanted.Add(Versioned(new Symbol(name, null, null, weak), i, needs));
            }

            return new ElfFile(
                _interpreter,
                _dynamic.Where(entry => entry.Tag == SoName).Select(entry => String(entry.Value)).FirstOrDefault(),
                [.. _dynamic.Where(entry => entry.Tag == Needed).Select(entry => String(entry.Value))],
                [.. SearchPath()],
                [.. needs.Values],
                wanted,
                given,
                _executableStack);
        }

        private void ReadDynamic(int offset, int length)
        {
            for (var at = offset; at < offset + length && U64(at) != 0; at += 16) _dynamic.Add((U64(at), U64(at + 8)));
        }

        // The loader need not know how many there are; the section header does.
        private int CountSymbols()
        {
            for (var i = 0; i < U16(60); i++)
            {
                var header = checked((int)U64(40) + (i * SectionHeaderLength));
                if (U32(header + 4) == DynamicSymbols) return checked((int)(U64(header + 32) / SymbolLength));
            }

            throw new MalformedElfException("it has no section headers, so its symbols cannot be counted");
        }

        // Version indices of this file, and what each stands for.
        private Dictionary<int, (string Library, string Version)> Needs()
        {
            var needs = new Dictionary<int, (string, string)>();
            if (!Has(VersionNeeds)) return needs;
            var file = Place(Value(VersionNeeds));
            for (var i = 0UL; i < Value(VersionNeedsCount); i++, file += (int)U32(file + 12))
            {
                var library = String(U32(file + 4));
                var version = file + (int)U32(file + 8);
                for (var j = 0; j < U16(file + 2); j++, version += (int)U32(version + 12))
                    needs[U16(version + 6) & 0x7fff] = (library, String(U32(version + 8)));
            }

            return needs;
        }

        private Symbol Versioned(Symbol symbol, int index, Dictionary<int, (string Library, string Version)> needs) =>
            Has(VersionTable) && needs.TryGetValue(U16(Place(Value(VersionTable)) + (2 * index)) & 0x7fff, out var need)
                ? symbol with { Version = need.Version, Library = need.Library }
                : symbol;

        private string[] SearchPath()
        {
            var tag = Has(RunPath) ? RunPath : RPath;
            return Has(tag) ? String(Value(tag)).Split(':') : [];
        }

        private bool Has(ulong tag) => _dynamic.Exists(entry => entry.Tag == tag);

        private ulong Value(ulong tag) => _dynamic.Find(entry => entry.Tag == tag).Value;

        private int Place(ulong address)
        {
            foreach (var (start, offset, length) in _loaded)
                if (address >= start && address - start < length) return checked((int)(address - start + offset));
            throw new MalformedElfException("its tables are in no segment");
        }

        private string String(ulong offset) => Text(checked(Place(Value(StringTable)) + (int)offset));

        private string Text(int at) => Encoding.UTF8.GetString(_content.AsSpan(at)[.._content.AsSpan(at).IndexOf((byte)0)]);

        private ushort U16(int at) => BinaryPrimitives.ReadUInt16LittleEndian(_content.AsSpan(at));

        private uint U32(int at) => BinaryPrimitives.ReadUInt32LittleEndian(_content.AsSpan(at));

        private ulong U64(int at) => BinaryPrimitives.ReadUInt64LittleEndian(_content.AsSpan(at));
    }
}
