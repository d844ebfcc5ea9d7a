namespace VideoPipeline.Layers.Elf;

/// <summary>The symbol versions of a file: DT_VERNEED, DT_VERDEF and DT_VERSYM (Linux Standard Base 5, 10.7).</summary>
internal sealed class SymbolVersions
{
    private const int IndexMask = 0x7fff, Base = 1, Weak = 2; // VER_FLG_BASE, VER_FLG_WEAK

    private readonly ElfImage _image;
    private readonly Dictionary<int, (string? Library, string Version)> _byIndex = [];
    private int _records;

    public SymbolVersions(ElfImage image)
    {
        _image = image;
        if (image.Has(Tag.VersionsNeeded)) ReadNeeds();
        if (image.Has(Tag.VersionsDefined)) ReadGiven();
    }

    /// <summary>The versions that the file needs of each library (DT_VERNEED), except weak ones.</summary>
    public List<(string Library, string Version)> Needed { get; } = [];

    /// <summary>The versions that the file defines (DT_VERDEF).</summary>
    public List<string> Defined { get; } = [];

    /// <summary>The version of a symbol and the library that defines it; nulls for an unversioned symbol.</summary>
    public (string? Library, string? Version) Find(int symbol)
    {
        if (!_image.Has(Tag.VersionTable)) return default;
        var index = _image.U16(_image.ToFileOffset(_image.Value(Tag.VersionTable)) + (2 * symbol)) & IndexMask;
        return _byIndex.TryGetValue(index, out var version) ? version : default;
    }

    private void ReadNeeds()
    {
        foreach (var need in Chain(Tag.VersionsNeeded, Tag.VersionsNeededCount, nextAt: 12))
        {
            var library = _image.String(_image.U32(need + 4));
            foreach (var at in Chain(Offset(need, 8), _image.U16(need + 2), nextAt: 12))
            {
                var version = _image.String(_image.U32(at + 8));
                _byIndex[_image.U16(at + 6) & IndexMask] = (library, version);
                if ((_image.U16(at + 4) & Weak) == 0) Needed.Add((library, version));
            }
        }
    }

    private void ReadGiven()
    {
        foreach (var at in Chain(Tag.VersionsDefined, Tag.VersionsDefinedCount, nextAt: 16))
        {
            if ((_image.U16(at + 2) & Base) != 0) continue; // the base definition is the name of the file
            var version = _image.String(_image.U32(Offset(at, 12)));
            _byIndex[_image.U16(at + 4) & IndexMask] = (null, version);
            Defined.Add(version);
        }
    }

    private IEnumerable<int> Chain(ulong table, ulong count, int nextAt) =>
        Chain(_image.ToFileOffset(_image.Value(table)), _image.Value(count), nextAt);

    // Version indices have 15 bits. More records are malformed; the limit bounds the time that a malformed file takes.
    private IEnumerable<int> Chain(int first, ulong count, int nextAt)
    {
        var at = first;
        for (var i = 0UL; i < count; i++)
        {
            if (++_records > IndexMask) throw new MalformedElfException($"it has more than {IndexMask} symbol versions");
            yield return at;
            if (_image.U32(at + nextAt) == 0) yield break;
            at = Offset(at, nextAt);
        }
    }

    private int Offset(int at, int field) => checked(at + (int)_image.U32(at + field));
}
