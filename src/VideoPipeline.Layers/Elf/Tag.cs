namespace VideoPipeline.Layers.Elf;

/// <summary>Tags and flags of the dynamic section (elf.h of the System V ABI and of glibc).</summary>
internal static class Tag
{
    public const ulong Needed = 1, Hash = 4, StringTable = 5, SymbolTable = 6, SoName = 14, RPath = 15;
    public const ulong TextRelocations = 22, RunPath = 29;
    public const ulong Flags = 30, FlagTextRelocations = 4;
    public const ulong GnuHash = 0x6ffffef5, VersionTable = 0x6ffffff0;
    public const ulong Flags1 = 0x6ffffffb, Flag1Pie = 0x08000000; // DF_1_PIE
    public const ulong VersionsDefined = 0x6ffffffc, VersionsDefinedCount = 0x6ffffffd;
    public const ulong VersionsNeeded = 0x6ffffffe, VersionsNeededCount = 0x6fffffff;
}
